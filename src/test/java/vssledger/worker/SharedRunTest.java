package vssledger.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.Product;
import vssledger.reconcile.ResultMonths;
import vssledger.run.LedgerStatus;
import vssledger.run.NightlyRuns;
import vssledger.run.RunRequest.Part;
import vssledger.run.Runs;
import vssledger.run.history.RunDetail;
import vssledger.testing.CommandProcess;
import vssledger.testing.LedgerContents;
import vssledger.testing.TestLedger;
import vssledger.testing.Wire;

/** A run and two workers, three processes: whatever becomes of one of them, it ends as in a single process. */
@Tag("workers")
class SharedRunTest {

    private static final String FIRST = "2026-02-25";
    private static final String LAST = "2026-03-08";

    private static final String PARSING = "fact.call_leg IN SHARE MODE";
    private static final String RECONCILING = "recon.result IN SHARE MODE";
    private static final String EXPORTING = "fact.call_leg IN ACCESS EXCLUSIVE MODE";

    /** Small partitions, so that each process has some of them; a short lease, so that a loss is soon seen. */
    private static final List<String> SETTINGS =
            List.of("vss.parse.chunk-size=20", "vss.parse.range-size=100", "vss.workers.lease=6s");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private static List<String> ofASingleProcess;

    @BeforeAll
    static void runInASingleProcess(@TempDir Path otherHome) throws IOException {
        try (var single = ledger(otherHome)) {
            single.run(FIRST, LAST);
            ofASingleProcess = LedgerContents.of(single, otherHome);
        }
    }

    @Test
    void aWorkerIsKilled() throws Exception {
        try (var ledger = ledger(home);
                var worker = worker(ledger);
                var other = worker(ledger);
                var run = run(ledger)) {
            whileAllAreHeldUp(PARSING, ledger, worker::kill);

            assertThat(run.end()).as(run.log()).isZero();
            assertThat(run.log() + other.log()).contains("sends no heartbeat any more");
            assertThatItEndedAsInASingleProcess(ledger);
        }
    }

    @Test
    void aWorkerIsFrozenPastItsLease() throws Exception {
        try (var ledger = ledger(home);
                var worker = worker(ledger);
                var other = worker(ledger);
                var run = run(ledger)) {
            whileAllAreHeldUp(PARSING, ledger, worker::freeze);

            assertThat(run.end()).as(run.log()).isZero();
            assertThat(run.log() + other.log()).contains("sends no heartbeat any more");
            assertThatItEndedAsInASingleProcess(ledger);

            worker.thaw();
            await("the worker is one again").atMost(Duration.ofSeconds(30)).until(() -> workers(ledger) == 2);
            assertThat(worker.log()).contains("was declared dead");
            ledger.run(FIRST, LAST);
            assertThatItEndedAsInASingleProcess(ledger);
        }
    }

    @Test
    void aWorkerIsFrozenWhileItReconciles() throws Exception {
        try (var ledger = ledger(home);
                var worker = worker(ledger);
                var other = worker(ledger);
                var run = run(ledger)) {
            whileAllAreHeldUp(RECONCILING, ledger, worker::freeze);

            assertThat(run.end()).as(run.log()).isZero();
            assertThat(run.log() + other.log()).contains("sends no heartbeat any more");
            assertThatItEndedAsInASingleProcess(ledger);
        }
    }

    /** Of one edition, which is large enough to be shared by its reports. */
    @Test
    void aWorkerIsKilledAndAnotherFrozenWhileTheyWriteReports() throws Exception {
        try (var ledger = ledger(home);
                var worker = worker(ledger);
                var other = worker(ledger)) {
            ledger.the(NightlyRuns.class).run(ledger.request(FIRST, LAST).only(Set.of(Part.PARSE, Part.RECONCILE)));
            try (var run = start(ledger, Map.of("VSS_REPORTS_SHAREFROM", "900"), run("--only", "export"))) {
                whileAllAreHeldUp(EXPORTING, ledger, () -> {
                    worker.kill();
                    other.freeze();
                });

                assertThat(run.end()).as(run.log()).isZero();
                assertThat(run.log()).contains("Writing reports: 1 edition in");
                assertThat(ledger.rows("SELECT count(*), max(read_count) FROM batch.batch_step_execution"
                                + " WHERE step_name LIKE 'export-report:%' AND status = 'COMPLETED'"))
                        .as("each report is a share, and none an edition")
                        .containsExactly("30 | 0");
                assertThat(ledger.the(Runs.class).show(2).steps())
                        .filteredOn(step -> step.name().equals("export"))
                        .extracting(RunDetail.Step::count)
                        .containsExactly(1L);
                assertThatItEndedAsInASingleProcess(ledger);

                other.thaw();
                await("the worker is one again").atMost(Duration.ofSeconds(30)).until(() -> workers(ledger) == 1);
                assertThatItEndedAsInASingleProcess(ledger);
            }
        }
    }

    @Test
    void aWorkerIsCutOffFromTheDatabase() throws Exception {
        try (var ledger = ledger(home);
                var wire = Wire.to(port(ledger));
                var worker = worker(
                        ledger,
                        Map.of(
                                "SPRING_DATASOURCE_URL",
                                ledger.db().url().replace(":" + port(ledger), ":" + wire.port())));
                var other = worker(ledger);
                var run = run(ledger)) {
            whileAllAreHeldUp(PARSING, ledger, wire::cut);

            assertThat(run.end()).as(run.log()).isZero();
            assertThat(run.log() + other.log()).contains("sends no heartbeat any more");
            assertThat(worker.isAlive()).isTrue();
            assertThatItEndedAsInASingleProcess(ledger);
        }
    }

    @Test
    void theProcessOfTheRunIsKilledAndAnotherGoesOnWithIt() throws Exception {
        try (var ledger = ledger(home);
                var worker = worker(ledger);
                var other = worker(ledger);
                var run = run(ledger)) {
            whileAllAreHeldUp(PARSING, ledger, run::kill);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ledger.rows("SELECT 1 FROM run.live_lock").isEmpty());

            ledger.run(FIRST, LAST);

            assertThat(worker.isAlive() && other.isAlive()).isTrue();
            assertThat(ledger.rows("SELECT DISTINCT status FROM batch.batch_job_execution ORDER BY 1"))
                    .containsExactly("COMPLETED", "FAILED");
            assertThatItEndedAsInASingleProcess(ledger);
        }
    }

    @Test
    void aWorkerThatIsEndedLetsGoWhatItHas() throws Exception {
        try (var ledger = ledger(home);
                var worker = worker(ledger);
                var other = worker(ledger);
                var run = run(ledger)) {
            whileAllAreHeldUp(PARSING, ledger, worker::interrupt);

            assertThat(run.end()).as(run.log()).isZero();
            worker.end();
            assertThat(run.log() + other.log()).doesNotContain("sends no heartbeat any more");
            assertThat(workers(ledger)).isEqualTo(1);
            assertThatItEndedAsInASingleProcess(ledger);
        }
    }

    private static TestLedger ledger(Path folder) {
        var ledger = TestLedger.open(folder, SETTINGS.toArray(String[]::new));
        ledger.ingest(Product.IVR, sessions(1, 900, 23));
        ledger.ingest(Product.IVR, sessions(301, 600, 42));
        ledger.ingest(Product.IVR, "{\"payload\":{}}");
        // made before, so that nobody is held up by the making of them
        ledger.the(ResultMonths.class).makeRoom(List.of(LocalDate.parse(FIRST), LocalDate.parse(LAST)));
        return ledger;
    }

    private static String[] sessions(int from, int to, int seconds) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> aSummary(Integer.toString(n))
                        .from(day(n) + "T08:00:00Z", day(n) + "T08:00:30Z")
                        .seconds(seconds)
                        .body())
                .toArray(String[]::new);
    }

    private static LocalDate day(int session) {
        return LocalDate.parse(FIRST).plusDays(session % 12);
    }

    private CommandProcess worker(TestLedger ledger) {
        return worker(ledger, Map.of());
    }

    private CommandProcess worker(TestLedger ledger, Map<String, String> environment) {
        return start(ledger, environment, "worker", "--parallel", "1");
    }

    private CommandProcess run(TestLedger ledger) {
        return start(ledger, Map.of(), run());
    }

    private static String[] run(String... more) {
        return Stream.concat(Stream.of("run", "--from", FIRST, "--to", LAST, "--parallel", "1"), Stream.of(more))
                .toArray(String[]::new);
    }

    private CommandProcess start(TestLedger ledger, Map<String, String> environment, String... command) {
        var all = new HashMap<>(ledger.db().environment());
        all.putAll(environment);
        return CommandProcess.start(home, all, SETTINGS, command);
    }

    /** Each of the three has a share, and is in the middle of it, at a table, when that happens. */
    private static void whileAllAreHeldUp(String at, TestLedger ledger, Runnable what) throws SQLException {
        try (var holder = ledger.db().dataSource().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE " + at);
            await("all three are held up").atMost(Duration.ofSeconds(60)).until(() -> heldUp(ledger) == 3);
            assertThat(ledger.rows("SELECT count(DISTINCT holder) FROM worker.partition WHERE state = 'HELD'"))
                    .containsExactly("3");
            assertThat(ledger.the(LedgerStatus.class).now(1).workers())
                    .as("workers, by the status")
                    .extracting(WorkerState::partitions)
                    .containsExactly(1L, 1L);
            what.run();
            holder.rollback();
        }
    }

    private static int heldUp(TestLedger ledger) {
        return Integer.parseInt(ledger.rows("SELECT count(DISTINCT application_name) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .get(0));
    }

    private static int workers(TestLedger ledger) {
        return Integer.parseInt(ledger.rows("SELECT count(*) FROM worker.worker WHERE is_elsewhere")
                .get(0));
    }

    private static int port(TestLedger ledger) {
        var url = ledger.db().url();
        return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    private void assertThatItEndedAsInASingleProcess(TestLedger ledger) throws IOException {
        assertThat(ledger.rows("SELECT * FROM worker.partition")).isEmpty();
        assertThat(LedgerContents.of(ledger, home)).isEqualTo(ofASingleProcess);
        try (var editions = Files.list(home.resolve("reports/out/" + FIRST + "_" + LAST))) {
            assertThat(editions.map(Path::getFileName))
                    .as("no draft is left")
                    .allMatch(name -> name.toString().startsWith("edition-"));
        }
    }
}
