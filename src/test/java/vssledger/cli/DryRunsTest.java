package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

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

/** Commands with {@code --dry-run} tell what they would change, and change nothing; and runs as commands tell of them. */
@Tag("program")
class DryRunsTest {

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

    private long count(String table) {
        return db.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void filesAreReadAndNothingIsTaken() throws IOException {
        var bodies = write("bodies.ndjson", aSummary("1").body());
        assertThat(vss("ingest", "--product", "ivr", "--dry-run", bodies))
                .isEqualTo("Dry run: nothing is changed. What would come of it:\n" + bodies + ": 1 delivery taken\n");
        assertThat(count("capture.delivery")).isZero();

        var bill = write("bill.csv", BilledLegs.file(aLeg("1", "call-1")));
        assertThat(vss("expected", "import", "--source", "8x8-log-export", "--dry-run", bill))
                .startsWith("Dry run: nothing is changed. What would come of it:\nbill.csv: 1 rows imported")
                .endsWith("Days that would be stale, and that the next run would carry on: 2026-03-02\n");
        assertThat(count("expected.import")).isZero();
        assertThat(count("run.stale_day")).isZero();
    }

    @Test
    void aMonthIsNeitherClosedNorOpened() {
        vss("run", "--from", "2026-02-01", "--to", "2026-02-28");
        assertThat(vss("close", "2026-02", "--dry-run"))
                .startsWith("Dry run: nothing is changed. What would come of it:\n2026-02 is closed by ")
                .endsWith("No business day would be touched.\n");
        assertThat(count("recon.closing")).isZero();
        vss("close", "2026-02");
        assertThat(vss("reopen", "2026-02", "--note", "to see", "--dry-run")).contains("2026-02 is open again.");
        assertThat(count("recon.closing WHERE reopened_at IS NULL")).isEqualTo(1);
        assertThat(vss("status", "--days", "40")).contains("2026-02   #  #  #");
    }

    @Test
    void aReplayIsOnlyTold() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", "{}"));
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");
        assertThat(vss("quarantine", "replay", "--dry-run")).isEqualTo("""
                        Dry run: nothing is changed. What would come of it:
                        1 replayed: 0 resolved, 1 still not understood
                        """);
        assertThat(count("parse.rederived_day")).isZero();
    }

    @Test
    void whatIsDecidedGoneOnWithOrFetchedIsOnlyTold() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("1").body()));
        vss(
                "expected",
                "import",
                "--source",
                "8x8-log-export",
                write("bill.csv", BilledLegs.file(aLeg("2", "call-2"))));
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");
        assertThat(vss("breaks", "note", "1", "-m", "asked 8x8", "--dry-run"))
                .isEqualTo("Dry run: nothing is changed. What would come of it:\nBreak 1 is NOTED\n");
        assertThat(count("recon.break WHERE state <> 'OPEN'")).isZero();

        db.jdbc().sql("ALTER TABLE recon.control_total RENAME TO away").update();
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02", "--which", "all");
        db.jdbc().sql("ALTER TABLE recon.away RENAME TO control_total").update();
        assertThat(vss("runs", "restart", "2", "--dry-run"))
                .startsWith("Dry run: nothing is changed. What a run of these days would do:")
                .containsPattern("2026-03-02 +1 +1 .*carried through again");
        assertThat(vss("runs", "list")).contains("failed").doesNotContain("\n  3 ");

        assertThat(vss(
                        "expected",
                        "pull",
                        "--subaccount",
                        "acme",
                        "--from",
                        "2026-03-02",
                        "--to",
                        "2026-03-03",
                        "--dry-run"))
                .isEqualTo(
                        "acme: the voice log export of 2026-03-02 to 2026-03-03 would be asked for and imported; days"
                                + " that it changes would be stale, and the next run carry them on\n");
    }

    @Test
    void runsAreListedAndShown() throws IOException {
        vss("ingest", "--product", "ivr", write("bodies.ndjson", aSummary("1").body()));
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02", "--why", "bill came late", "--parallel", "2");

        assertThat(vss("runs", "list")).containsPattern("1 +2026-03-02 +2026-03-02 +completed ");
        assertThat(vss("runs", "show", "1"))
                .startsWith("Run 1, business days 2026-03-02: completed\n")
                .containsPattern("asked for by +\\w+@[^ ]+: bill came late\n")
                .containsPattern("options +--from 2026-03-02 --to 2026-03-02 --parallel 2\n")
                .containsPattern("parse +completed +[0-9.]+ +1 +[0-9]+\n")
                .containsPattern("2026-03-02 +1 +1 +0 +0 +0 +0 +balances\n")
                .contains("edition-1  (new)");
        assertThat(vss("runs", "show", "2")).isEqualTo("There is no run 2. See: vss runs list\n");
        assertThat(vss("runs", "stop", "1")).isEqualTo("Run 1 is not at work: it is completed.\n");
        assertThat(vss("run", "--only", "export", "--reparse", "--from", "2026-03-02"))
                .contains("--reparse is part of parsing: let --only name parse, too.");
        assertThat(vss("run", "--which", "all"))
                .startsWith("Name the days of which these are chosen: --from and --to.");
    }
}
