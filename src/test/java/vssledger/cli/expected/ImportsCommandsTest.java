package vssledger.cli.expected;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.VssLedger;
import vssledger.cli.VssCommand;
import vssledger.platform.actor.SystemUser;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestDatabase;

/** A corrected bill with fewer lines, and imports that are listed, shown, withdrawn and made to count again. */
@Tag("program")
class ImportsCommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        System.setProperty("vss.home", home.toString());
        System.setProperty("spring.datasource.url", db.url());
        System.setProperty("spring.datasource.username", db.user());
        System.setProperty("spring.datasource.password", db.password());
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

    private static String vss(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        return out.toString() + err;
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    private String outcomes() {
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02", "--only", "parse,reconcile");
        return db.jdbc()
                .sql("SELECT string_agg(session_id || ' ' || outcome, ', ' ORDER BY session_id) FROM recon.result")
                .query(String.class)
                .single();
    }

    @Test
    void aBillWithFewerLinesReplacesItsRangeIfItSaysSo() throws IOException {
        vss(
                "ingest",
                "--product",
                "ivr",
                write(
                        "bodies.ndjson",
                        aSummary("1").body() + "\n" + aSummary("2").body()));
        var bill = write("bill.csv", BilledLegs.file(aLeg("1", "call-1"), aLeg("2", "call-2")));
        var fewer = write("fewer.csv", BilledLegs.file(aLeg("1", "call-1").with("Content", "corrected")));

        assertThat(vss("expected", "import", "--source", "8x8-log-export", bill))
                .startsWith("bill.csv: 2 rows imported (import 1)\n")
                .containsPattern("acme +SGD +2 +46 +0\\.046\n");
        assertThat(vss("expected", "import", "--source", "8x8-log-export", fewer))
                .contains("1 line of the same days and subaccounts that was there before is not in this file")
                .contains("--replaces-range");
        assertThat(outcomes()).isEqualTo("1 MATCHED, 2 MATCHED");

        assertThat(vss("expected", "import", "--source", "8x8-log-export", "--replaces-range", fewer))
                .contains("imported before (import 2)")
                .contains("It replaces what was imported before of its days and subaccounts (2026-03-02): 2 lines of"
                        + " earlier imports count no more");
        assertThat(outcomes()).isEqualTo("1 MATCHED, 2 UNEXPECTED");

        assertThat(vss("expected", "import", "--source", "8x8-log-export", bill))
                .contains("imported before (import 1), nothing changed")
                .contains("Import 1 is superseded. To make it the newest word: vss expected reinstate 1");
        vss("expected", "reinstate", "1", "--yes");
        assertThat(outcomes()).isEqualTo("1 MATCHED, 2 MATCHED");
    }

    @Test
    void thatAMonthIsClosedIsSaidOfEachImportThatSpeaksOfIt() throws IOException {
        var bill = write("bill.csv", BilledLegs.file(aLeg("1", "call-1")));
        var later = write("later.csv", BilledLegs.file(aLeg("2", "call-2")));
        var closed = "2026-03 is closed: the figures that were closed stand, and the open month tells what changes as"
                + " adjustments.\n";
        vss("expected", "import", "--source", "8x8-log-export", bill);
        assertThat(vss("expected", "show", "1"))
                .contains("Its file was read as files of its source are written.")
                .doesNotContain("closed");
        db.jdbc()
                .sql("INSERT INTO recon.closing (month, closed_at, closed_by, figures, sha256)"
                        + " VALUES ('2026-03-01', now(), 'Ana', 0, '')")
                .update();

        assertThat(vss("expected", "show", "1")).contains(closed);
        assertThat(vss("expected", "import", "--source", "8x8-log-export", later))
                .contains(closed);
        assertThat(vss("expected", "import", "--source", "8x8-log-export", later))
                .as("nothing changes")
                .doesNotContain("closed");
        assertThat(vss("expected", "withdraw", "1", "--dry-run")).contains(closed);
        assertThat(vss("expected", "withdraw", "1", "--yes")).contains(closed);
        assertThat(vss("expected", "reinstate", "1", "--yes")).contains(closed);
    }

    @Test
    void aPullIsKeptWithWhoDidItAsAnImportIs() throws IOException {
        var eight = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        eight.start();
        try {
            var exports = "/api/v1/subaccounts/acme/messages/exports";
            eight.stubFor(
                    post(exports).willReturn(okJson("{\"jobId\":\"job-1\"}").withStatus(202)));
            eight.stubFor(get(exports + "/job-1")
                    .willReturn(okJson("{\"status\":\"succeeded\",\"data\":[\"" + eight.baseUrl() + "/file\"]}")));
            eight.stubFor(delete(exports + "/job-1").willReturn(aResponse().withStatus(204)));
            eight.stubFor(get("/file").willReturn(aResponse().withBody(BilledLegs.file(aLeg("1", "call-1")))));
            Files.createDirectories(home.resolve("config"));
            write(
                    "config/application.yml",
                    "vss.eightxeight: {reporting: \"" + eight.baseUrl() + "\", key: s3cret, poll-every: 0ms}\n");
            var me = SystemUser.current().account();

            assertThat(vss(
                            "expected",
                            "pull",
                            "--subaccount",
                            "acme",
                            "--from",
                            "2026-03-02",
                            "--to",
                            "2026-03-02",
                            "--as",
                            "Ana"))
                    .contains("1 rows imported (import 1)");

            assertThat(vss("expected", "show", "1"))
                    .containsPattern("imported +\\S+ by " + Pattern.quote(me + ", on behalf of Ana"))
                    .containsPattern("IMPORTED +\\S+ +" + Pattern.quote(me));
        } finally {
            eight.stop();
        }
    }

    @Test
    void anImportIsWithdrawnOnceSomebodyAgrees() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("1").body()));
        var bill = write("bill.csv", BilledLegs.file(aLeg("1", "call-1")));
        var wrong = write("wrong.csv", BilledLegs.file(aLeg("1", "call-1").with("DurationInSec", "99")));
        vss("expected", "import", "--source", "8x8-log-export", bill);
        vss("expected", "import", "--source", "8x8-log-export", wrong);
        assertThat(outcomes()).isEqualTo("1 BROKEN");

        assertThat(vss("expected", "withdraw", "2"))
                .startsWith("Dry run: nothing is changed. What would come of it:\nImport 2 (wrong.csv, days 2026-03-02)"
                        + " is withdrawn\n")
                .contains(
                        "Breaks of its sessions, which the next run looks at anew, whatever was decided on them: 1 without"
                                + " an amount\n")
                .contains("Days that would be stale, and that the next run would carry on: 2026-03-02")
                .endsWith("Nothing was changed. To do it, add --yes.\n");
        assertThat(outcomes()).isEqualTo("1 BROKEN");

        assertThat(vss("expected", "withdraw", "2", "--yes", "-m", "sent by mistake"))
                .startsWith("Import 2 (wrong.csv, days 2026-03-02) is withdrawn\n");
        assertThat(outcomes()).isEqualTo("1 MATCHED");
        assertThat(vss("expected", "list"))
                .containsPattern("2 +8x8-log-export +wrong\\.csv .* 2026-03-02 +1 +withdrawn\n")
                .containsPattern("1 +8x8-log-export +bill\\.csv .* 2026-03-02 +1 +counts\n");
        assertThat(vss("expected", "show", "2"))
                .startsWith("Import 2: withdrawn\n")
                .containsPattern("acme +SGD +1 +23 +0\\.023\n")
                .containsPattern("WITHDRAWN .* sent by mistake\n");
        assertThat(vss("expected", "show", "2", "--json")).contains("\"state\" : \"WITHDRAWN\"");
        assertThat(vss("expected", "withdraw", "2", "--yes")).startsWith("Import 2 is withdrawn already.");
        assertThat(vss("expected", "show", "3")).isEqualTo("There is no import 3. See: vss expected list\n");
    }
}
