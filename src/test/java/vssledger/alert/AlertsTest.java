package vssledger.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vssledger.capture.SpoolDepth;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.Product;
import vssledger.subscription.OpsMessages;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestLedger;

/** What operations are told, once, and again when it is over. */
@Tag("slow")
class AlertsTest {

    private static final WireMockServer CHAT =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger ledger;

    @BeforeAll
    static void open() {
        CHAT.start();
        ledger = TestLedger.open(
                home,
                "vss.subscription.ops.webhook=" + CHAT.baseUrl() + "/ops",
                "vss.alerts.failures.min-sessions=10",
                "vss.alerts.breaks.SGD=0.5",
                "vss.alerts.spool.deliveries=0",
                "vss.alerts.parse-lag=26h");
    }

    @AfterAll
    static void close() {
        ledger.close();
        CHAT.stop();
    }

    @BeforeEach
    void empty() {
        CHAT.resetAll();
        CHAT.stubFor(post("/ops").willReturn(ok()));
        ledger.at("2026-03-10T06:00:00Z");
        ledger.jdbc().sql("TRUNCATE alert.alert").update();
    }

    private static void look(String time) {
        ledger.at(time);
        ledger.the(Alerts.class).look();
    }

    /** The first lines that operations were sent. */
    private static List<String> told() {
        var requests = new ArrayList<>(CHAT.getAllServeEvents());
        Collections.reverse(requests); // they come the newest first
        return requests.stream()
                .map(event -> JsonMapper.shared()
                        .readTree(event.getRequest().getBodyAsString())
                        .path("text")
                        .asString()
                        .lines()
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    private static List<String> firing() {
        return ledger.the(Alerts.class).current().stream()
                .map(alert -> alert.kind().code() + " " + alert.subject())
                .toList();
    }

    private static List<String> titles() {
        return ledger.the(Alerts.class).current().stream().map(Alert::title).toList();
    }

    private static AlertCondition late(String night) {
        return new AlertCondition(AlertKind.JOB_LATE, night, night + " is late", "Go and see.");
    }

    @Test
    void deliveriesThatNobodyParsesAreToldOnceAndAgainWhenTheyAreParsed() {
        ledger.ingest(Product.IVR, aSummary("lag").body());
        look("2026-03-10T07:00:00Z");
        assertThat(told()).isEmpty();
        look("2026-03-11T09:00:00Z");
        look("2026-03-11T09:01:00Z");
        assertThat(told()).containsExactly("Deliveries wait for a run for too long");
        assertThat(firing()).containsExactly("parse-lag inbox");

        ledger.run("2026-03-02", "2026-03-02");
        look("2026-03-11T09:02:00Z");
        assertThat(told()).as("not before it has settled").hasSize(1);
        look("2026-03-11T09:12:00Z");
        look("2026-03-11T09:13:00Z");
        assertThat(told())
                .containsExactly(
                        "Deliveries wait for a run for too long", "Over: Deliveries wait for a run for too long");
        assertThat(firing()).isEmpty();
    }

    @Test
    void aProductOfWhichMoreSessionsFailThanUsualIsTold() {
        for (var day = 1; day <= 8; day++) {
            var date = "2026-03-0" + day;
            ledger.ingest(
                    Product.NUMBER_MASKING,
                    Stream.iterate(0, n -> n + 1)
                            .limit(20)
                            .map(n -> aSummary("nm-" + date + "-" + n)
                                    .from(date + "T08:00:00Z", date + "T08:00:30Z")
                                    .status(n < (date.equals("2026-03-08") ? 8 : 2) ? "FAILED" : "COMPLETED")
                                    .body())
                            .toArray(String[]::new));
        }
        ledger.run("2026-03-01", "2026-03-07");
        look("2026-03-10T06:00:00Z"); // the newest day is parsed by any run
        assertThat(titles()).contains("Number Masking: 40.0 % of sessions end as Failed");
        assertThat(ledger.the(Alerts.class).current())
                .extracting(Alert::text)
                .contains("Of 20 sessions up to 2026-03-08, 8 ended as Failed; in the 28 days before it were 10.0 %."
                        + " See the error reports in ops.xlsx.");
    }

    @Test
    void breaksWithTooMuchAtStakeAreToldByCurrency() throws IOException {
        var bill = Files.writeString(
                home.resolve("bill.csv"),
                BilledLegs.file(
                        aLeg("never-seen", "c1").with("TotalPriceOfCall", "0.70"),
                        aLeg("never-seen-2", "c2")
                                .with("TotalPriceOfCall", "9.00")
                                .with("UnitPriceCurrency", "USD")));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), null, bill);
        ledger.run("2026-03-02", "2026-03-02");
        look("2026-03-10T06:00:00Z");
        assertThat(titles()).contains("0.70 SGD at stake in undecided breaks");
        assertThat(firing()).contains("breaks SGD").doesNotContain("breaks USD");
    }

    @Test
    void severalAreToldInOneMessageAndWhatCouldNotBeToldLater() {
        CHAT.stubFor(post("/ops").willReturn(serverError()));
        var store = ledger.the(AlertStore.class);
        store.see(late("a"), ledger.now(), false);
        store.see(late("b"), ledger.now(), false);
        ledger.the(Alerts.class).tell();
        CHAT.resetAll();
        CHAT.stubFor(post("/ops").willReturn(ok()));
        ledger.the(Alerts.class).tell();
        ledger.the(Alerts.class).tell();
        assertThat(told()).containsExactly("2 alerts");
    }

    @Test
    void aWatchThatCannotSeeLeavesItsAlertsAsTheyAre() {
        ledger.ingest(Product.IVR, aSummary("blind").body());
        look("2026-03-12T09:00:00Z");
        assertThat(firing()).contains("parse-lag inbox");
        ledger.jdbc().sql("ALTER TABLE parse.watermark RENAME TO away").update();
        try {
            look("2026-03-12T10:00:00Z");
            assertThat(firing()).contains("parse-lag inbox");
        } finally {
            ledger.jdbc().sql("ALTER TABLE parse.away RENAME TO watermark").update();
        }
        ledger.run("2026-03-02", "2026-03-02");
    }

    @Test
    void whatWaitsInTheSpoolIsToldWithoutTheDatabaseAndOverOnceItIsBack() {
        var depth = new AtomicLong(7);
        var watch = new SpoolWatch(
                () -> new SpoolDepth(depth.get(), ledger.now().minusSeconds(60)),
                () -> ledger.the(Alerts.class),
                ledger.the(OpsMessages.class),
                ledger.the(AlertProperties.class),
                ledger.the(Clock.class));
        ledger.jdbc().sql("ALTER TABLE alert.alert RENAME TO away").update();
        try {
            watch.look();
            watch.look();
            assertThat(told()).hasSize(1).first().asString().startsWith("Webhooks wait on the disk of ");
        } finally {
            ledger.jdbc().sql("ALTER TABLE alert.away RENAME TO alert").update();
        }
        watch.look();
        assertThat(firing()).hasSize(1);
        depth.set(0);
        ledger.at("2026-03-10T06:20:00Z");
        watch.look();
        watch.look();
        assertThat(told()).hasSize(2).last().asString().startsWith("Over: Webhooks wait on the disk of ");
    }
}
