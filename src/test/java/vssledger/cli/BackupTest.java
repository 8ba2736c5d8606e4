package vssledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vssledger.VssLedger;
import vssledger.testing.BilledLegs;
import vssledger.testing.InstalledPostgres;

/** A backup, taken and restored as src/docs/operate/backup.md says: the same books, and the next run goes on from there. */
@Tag("backup")
class BackupTest {

    private static final List<String> SETTINGS =
            List.of("spring.datasource.url", "spring.datasource.username", "spring.datasource.password", "vss.home");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void atHome() {
        System.setProperty("vss.home", home.toString());
    }

    @AfterEach
    void clear() {
        SETTINGS.forEach(System::clearProperty);
    }

    private static String vss(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = VssCommand.execute(VssLedger.class, args, new PrintWriter(out), new PrintWriter(err));
        assertThat(code).as("%s", err).isZero();
        return out.toString();
    }

    private static void use(InstalledPostgres.Database database) {
        System.setProperty("spring.datasource.url", database.url());
        System.setProperty("spring.datasource.username", database.user());
        System.setProperty("spring.datasource.password", "");
    }

    /** What has to be the same afterwards: the inbox, the days, the runs, and each break with its history. */
    private static List<String> books() {
        var status = JsonMapper.shared().readTree(vss("status", "--json"));
        var breaks = JsonMapper.shared().readTree(vss("breaks", "list", "--json"));
        return Stream.of(
                        status.path("inbox").path("deliveries"),
                        status.path("days"),
                        status.path("runs"),
                        breaks.path("breaks"))
                .map(Object::toString)
                .toList();
    }

    private void keepBooks() throws IOException {
        var bodies = Files.writeString(
                home.resolve("bodies.ndjson"),
                aSummary("1").body() + "\n" + aSummary("2").status("BUSY").body());
        var bill = Files.writeString(home.resolve("bill.csv"), BilledLegs.file(aLeg("1", "c"), aLeg("3", "d")));
        vss("ingest", "--product", "ivr", bodies.toString());
        vss("expected", "import", "--source", "8x8-log-export", bill.toString());
        vss("run", "--from", "2026-03-02", "--to", "2026-03-02");
        vss("breaks", "note", "1", "-m", "asked 8x8");
    }

    /** A late webhook is taken up, and neither is one that was parsed parsed again nor one passed over. */
    private void goesOn() throws IOException {
        var late =
                Files.writeString(home.resolve("late.ndjson"), aSummary("late").body());
        vss("ingest", "--product", "ivr", late.toString());
        var run = vss("run", "--from", "2026-03-02", "--to", "2026-03-02");
        assertThat(run)
                .contains("2026-03-02             3      3           0           0            0        0  balances");
        assertThat(run).contains("edition-2  (new)");
        assertThat(vss("run", "--from", "2026-03-02", "--to", "2026-03-02")).contains("(as it was: nothing changed)");
    }

    @Test
    void aDumpIsRestoredIntoAnEmptyDatabase() throws Exception {
        var bin = InstalledPostgres.bin();
        assumeTrue(
                bin.isPresent(),
                "No PostgreSQL with a server and its tools is installed (.ci/packages does): a dump and its restore are"
                        + " not tested.");
        try (var postgres = InstalledPostgres.start(bin.get())) {
            var database = postgres.database("vss_ledger");
            use(database);
            keepBooks();
            var before = books();
            var dump = home.resolve("vss_ledger.dump").toString();
            assertThat(postgres.tool(database, "pg_dump", "--format=custom", "--file=" + dump))
                    .isEmpty();

            var empty = postgres.database("vss_ledger_restored");
            assertThat(postgres.tool(empty, "pg_restore", "--no-owner", "--exit-on-error", dump))
                    .isEmpty();
            use(empty);

            assertThat(books()).isEqualTo(before);
            goesOn();
        }
    }

    @Test
    void aCopyOfVarIsTheEmbeddedDatabase() throws Exception {
        keepBooks();
        var before = books();
        var other = Files.createDirectory(home.resolve("other"));
        var copy = new ProcessBuilder(
                        "cp",
                        "-a",
                        home.resolve("var").toString(),
                        home.resolve("reports").toString(),
                        other.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
        System.setProperty("vss.home", other.toString());

        assertThat(books()).isEqualTo(before);
        goesOn();
    }
}
