package vssledger.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestLedger;

/** The dashboard shows what a server tells: every metric that it names. */
@Tag("slow")
class DashboardTest {

    private static final Path DASHBOARD = Path.of("config/grafana/vss-ledger.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:vss|jvm)_[a-z_]+\\b");

    @Test
    void everyMetricOfTheDashboardIsExposedByAServer(@TempDir Path home) throws Exception {
        try (var ledger = TestLedger.serving(home)) {
            assertThat(ledger.post("/voice/webhooks/vss/ivr", aSummary("1").body()))
                    .isEqualTo(200);
            var bill = Files.writeString(home.resolve("bill.csv"), BilledLegs.file(aLeg("2", "c")));
            ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), null, bill);
            ledger.run("2026-03-02", "2026-03-02");

            collect(ledger); // counts kinds, currencies and subaccounts, of which the next one tells
            var exposed = collect(ledger)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());

            var named = named();
            assertThat(named).hasSizeGreaterThan(15);
            assertThat(exposed).containsAll(named);
            assertThat(ledger.metric("vss_run_last_success")).isEqualTo(1);
            assertThat(ledger.metric("vss_breaks_unsettled")).isEqualTo(2);
            assertThat(ledger.metric("vss_breaks_open{kind=\"MISSING_VSS\"}")).isEqualTo(1);
            assertThat(ledger.metric("vss_alerts_firing{kind=\"breaks\"}")).isZero();
        }
    }

    private static Set<String> named() throws IOException {
        var dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        var names = new TreeSet<String>();
        for (var expression : dashboard.findValues("expr")) {
            METRIC.matcher(expression.asString()).results().forEach(match -> names.add(match.group()));
        }
        return names;
    }

    private static String collect(TestLedger ledger) throws Exception {
        return ledger.send(HttpRequest.newBuilder(ledger.management("/actuator/prometheus"))
                        .build())
                .body();
    }
}
