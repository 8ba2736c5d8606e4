package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vssledger.platform.Product;
import vssledger.run.day.ControlTotal;
import vssledger.testing.CommandProcess;
import vssledger.testing.LedgerContents;
import vssledger.testing.TestLedger;

/** A run in a process of its own, killed in the middle with -9: running the same days again finishes what it left. */
@Tag("kill")
class KilledRunTest {

    private static final String DAY = "2026-03-02";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    /** Where the run is held up, by a lock on what it is about to write, when it is killed. */
    @ParameterizedTest(name = "killed while it {0}")
    @CsvSource({
        "parses,            'SELECT * FROM parse.outcome FOR UPDATE',   20, STARTED",
        "counts deliveries, 'LOCK TABLE run.control_total',        45, STARTED",
        "exports reports,   'LOCK TABLE report.edition',                45, STARTED",
    })
    void goesOnWhereItWasKilled(String step, String lock, int parsedBefore, String status) throws Exception {
        try (var ledger = TestLedger.open(home)) {
            ledger.ingest(Product.IVR, sessions(1, 20));
            ledger.run(DAY, DAY);
            // the second run meets session 1 again among its last, and waits for whoever holds it
            ledger.ingest(Product.IVR, sessions(21, 45));
            ledger.ingest(Product.IVR, aSummary("1").seconds(99).body());
            killWhileHeldUp(ledger, lock);
            assertThat(ledger.rows(
                            "SELECT status FROM batch.batch_job_execution ORDER BY job_execution_id DESC LIMIT 1"))
                    .containsExactly(status);
            assertThat(ledger.rows("SELECT count(*) FROM fact.session").get(0))
                    .satisfies(facts -> assertThat(Integer.parseInt(facts))
                            .as("facts after the kill, while it %s", step)
                            .isGreaterThanOrEqualTo(parsedBefore));

            var run = ledger.run(DAY, DAY);

            assertThat(run.controlTotals())
                    .containsExactly(new ControlTotal(java.time.LocalDate.parse(DAY), 46, 45, 0, 1, 0, 0));
            assertThat(ledger.rows("SELECT count(*), sum(delivery_count), sum(total_call_seconds) FROM fact.session"))
                    .containsExactly("45 | 46 | " + (44 * 23 + 99));
            assertThat(ledger.rows("SELECT count(*) FROM fact.call_leg")).containsExactly("45");
            assertThat(ledger.rows("SELECT edition FROM report.edition ORDER BY 1"))
                    .containsExactly("1", "2");
            assertThat(home.resolve("reports/out/2026-03-02_2026-03-02/edition-2/managers.xlsx"))
                    .exists();
            assertThat(ledger.rows("SELECT status FROM batch.batch_job_execution ORDER BY job_execution_id"))
                    .as("the killed run is told as failed, and the next one goes on with it")
                    .containsExactly("COMPLETED", "FAILED", "COMPLETED");
            assertThat(ledger.rows("SELECT count(DISTINCT job_instance_id) FROM batch.batch_job_execution"))
                    .containsExactly("2");
        }
    }

    @Test
    void aRunOfOtherDaysDoesNotWaitForTheKilledOne() throws Exception {
        try (var ledger = TestLedger.open(home)) {
            ledger.ingest(Product.IVR, sessions(1, 5));
            killWhileHeldUp(ledger, "LOCK TABLE report.edition");

            assertThat(ledger.run("2026-03-01", "2026-03-03").controlTotal().facts())
                    .isEqualTo(5);
        }
    }

    /** A moment is so many bytes of what the database has written since the run began; new deliveries come between. */
    @Test
    void killsAtAnyMomentEndAsAnUndisturbedRun(@TempDir Path otherHome) throws Exception {
        var seed = System.nanoTime();
        var chance = new Random(seed);
        try (var killed = TestLedger.open(home);
                var undisturbed = TestLedger.open(otherHome)) {
            var kills = 0;
            for (var portion = 0; portion < 12; portion++) {
                var bodies = portion(portion);
                killed.ingest(Product.IVR, bodies);
                undisturbed.ingest(Product.IVR, bodies);
                kills += killAt(chance.nextInt(600_000), killed, portion % 3 == 2) ? 1 : 0;
            }
            killed.run(DAY, DAY);
            undisturbed.run(DAY, DAY);

            assertThat(LedgerContents.of(killed, home))
                    .as("seed %s, %s kills", seed, kills)
                    .isEqualTo(LedgerContents.of(undisturbed, otherHome));
            assertThat(kills).as("of 12 runs, killed before their end").isGreaterThan(6);
        }
    }

    /** New sessions, later versions and duplicates of earlier ones, and what cannot be understood. */
    private static String[] portion(int number) {
        var first = 1 + 60 * number;
        return Stream.of(
                        Stream.of(sessions(first, first + 59)),
                        Stream.of(sessions(Math.max(1, first - 20), first)),
                        IntStream.rangeClosed(Math.max(1, first - 90), first)
                                .mapToObj(n -> aSummary(Integer.toString(n))
                                        .seconds(100 + number)
                                        .body()),
                        Stream.of("{\"payload\":{\"portion\":" + number + "}}"))
                .flatMap(bodies -> bodies)
                .toArray(String[]::new);
    }

    /** @return whether it was killed before it had ended by itself */
    private boolean killAt(long bytes, TestLedger ledger, boolean reparse) throws IOException, InterruptedException {
        var last = lastRun(ledger);
        var process = runInAProcessOfItsOwn(ledger, reparse ? "--reparse" : "--strict");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !lastRun(ledger).equals(last) || !process.isAlive());
            var begin = ledger.rows("SELECT pg_current_wal_insert_lsn()").get(0);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> written(ledger, begin) >= bytes || !process.isAlive());
            return process.isAlive();
        } finally {
            process.kill();
            awaitEndOf(ledger);
        }
    }

    private static String lastRun(TestLedger ledger) {
        return ledger.rows("SELECT max(job_execution_id), max(version) FROM batch.batch_job_execution")
                .get(0);
    }

    private static long written(TestLedger ledger, String since) {
        return Long.parseLong(
                ledger.rows("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + since + "')::bigint")
                        .get(0));
    }

    private static String[] sessions(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> aSummary(Integer.toString(n)).body())
                .toArray(String[]::new);
    }

    private void killWhileHeldUp(TestLedger ledger, String lock)
            throws IOException, SQLException, InterruptedException {
        try (var holder = ledger.db().dataSource().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(lock);
            var process = runInAProcessOfItsOwn(ledger);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> isHeldUp(ledger) || !process.isAlive());
                assertThat(process.isAlive())
                        .as("the run waits for the lock; it said: %s", process.log())
                        .isTrue();
            } finally {
                process.kill();
            }
            holder.rollback();
        }
        awaitEndOf(ledger);
    }

    /** The server notices the death of its client a little later than we do. */
    private static void awaitEndOf(TestLedger ledger) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                        .isEmpty());
    }

    private static boolean isHeldUp(TestLedger ledger) {
        return ledger.jdbc()
                .sql("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private CommandProcess runInAProcessOfItsOwn(TestLedger ledger, String... options) {
        var command = new ArrayList<>(List.of("run", "--from", DAY, "--to", DAY));
        command.addAll(List.of(options));
        return CommandProcess.start(
                home, ledger.db().environment(), List.of("vss.parse.chunk-size=10"), command.toArray(String[]::new));
    }
}
