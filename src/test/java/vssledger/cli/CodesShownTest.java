package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.VssLedger;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestDatabase;

/** Wherever a code is shown, it is shown with its meaning: the ledger's own, or that of {@code config/codes.yml}. */
@Tag("program")
class CodesShownTest {

    private static final String FAILED = """
            {"namespace":"VOICE","eventType":"SESSION_SUMMARY","payload":{"subAccountId":"acme","sessionId":"s-1",\
            "sessionStatus":"ERROR","startTime":"2026-03-02T08:00:00Z","endTime":"2026-03-02T08:00:09Z",\
            "details":{"callCount":0},"errorDetails":{"errorCode":"-2004","errorMsg":"no route"}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    @BeforeEach
    void open() throws IOException {
        db = TestDatabase.empty();
        System.setProperty("vss.home", home.toString());
        System.setProperty("spring.datasource.url", db.url());
        System.setProperty("spring.datasource.username", db.user());
        System.setProperty("spring.datasource.password", db.password());
        write("config/codes.yml", """
                vss:
                  codes:
                    - {family: sip, code: 486, meaning: The line was taken}
                """);
        vss("ingest", "--product", "ivr", write("bodies.ndjson", FAILED));
        vss(
                "expected",
                "import",
                "--source",
                "8x8-log-export",
                write("bill.csv", BilledLegs.file(aLeg("s-1", "call-1").with("SipStatus", "SIP/2.0 486 Busy Here"))));
        vss("expected", "import", "--source", "callflows", write("sent.csv", """
                session_id,sub_account_id,sent_at,status_code,status_message
                s-1,acme,2026-03-02T08:00:00Z,7,Half created
                """));
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");
    }

    @AfterEach
    void close() {
        for (var name : new String[] {
            "vss.home", "spring.datasource.url", "spring.datasource.username", "spring.datasource.password"
        }) {
            System.clearProperty(name);
        }
        db.close();
    }

    @Test
    void ofABreakTheCodesOfItsSession() {
        var shown = vss("breaks", "show", "1");
        assertThat(shown)
                .contains("Codes of its session")
                .containsPattern("session-error +-2004 +no route +No coverage")
                .containsPattern("sip +call-1 +486 +The line was taken\\. ")
                .containsPattern("api-status +7 +Half created +Not among the known codes\\. Ask 8x8 support");
        assertThat(vss("breaks", "show", "1", "--json"))
                .contains("\"family\" : \"sip\"", "\"meaning\" : \"The line was taken\"");
    }

    @Test
    void ofADeliveryThatOfItsBody() {
        assertThat(vss("deliveries", "show", "1")).containsPattern("error +-2004: No coverage");
    }

    @Test
    void inTheDisputePackThoseOfTheBillAndOfTheWebhook() throws IOException {
        vss("breaks", "dispute", "1");
        var told = vss(
                "dispute-pack",
                "--period",
                "2026-03",
                "--out",
                home.resolve("pack").toString());
        try (var files = Files.walk(home.resolve("pack"));
                var book = org.apache.poi.ss.usermodel.WorkbookFactory.create(
                        files.filter(file -> file.toString().endsWith(".xlsx"))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError(told))
                                .toFile(),
                        null,
                        true)) {
            var cells = new StringBuilder();
            for (var row : book.getSheet("Calls")) {
                row.forEach(cell -> cells.append(cell).append(" | "));
            }
            assertThat(cells.toString()).contains("486: The line was taken", "-2004: No coverage");
        }
    }

    private String write(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private String vss(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        assertThat(code).as(String.join(" ", args) + "\n" + out + err).isZero();
        return out.toString();
    }
}
