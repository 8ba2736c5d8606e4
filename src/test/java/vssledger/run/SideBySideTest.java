package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vssledger.testing.Summaries.aSummary;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.lock.DayLock;
import vssledger.lock.DayLocks;
import vssledger.lock.DayLocks.Resource;
import vssledger.lock.DaysLockedException;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.platform.WaitedTooLongException;
import vssledger.platform.actor.Actor;
import vssledger.reconcile.period.PeriodClosing;
import vssledger.report.ReportScope;
import vssledger.retention.NumberErasure;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Who may work beside whom: a day is one run's, the inbox is one run's, and a lock ends with its connection. */
@Tag("runs")
@LedgerTest(reuse = LedgerTest.Reuse.NONE)
class SideBySideTest {

    private static final DateRange FIRST_HALF = days("2026-03-01", "2026-03-02");
    private static final DateRange SECOND_HALF = days("2026-03-03", "2026-03-04");

    private final TestLedger ledger;

    SideBySideTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    private static DateRange days(String from, String to) {
        return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    private DayLock acquire(DateRange days) {
        return ledger.the(DayLocks.class).acquire("A test of " + days, List.of(days), Set.of(), false);
    }

    private RunReport run(DateRange days) {
        return ledger.run(days.from().toString(), days.to().toString());
    }

    @Test
    void aDayIsHeldByOneAndItIsToldByWhomSinceWhen() {
        try (var first = acquire(FIRST_HALF)) {
            first.requireHeld();
            assertThatThrownBy(() -> run(days("2026-03-02", "2026-03-05")))
                    .isInstanceOf(DaysLockedException.class)
                    .hasMessageMatching("A test of 2026-03-01_2026-03-02 \\(.+ on .+, process "
                            + ProcessHandle.current().pid() + "\\) has been at work since 2026-03-10T06:00:00Z\\..*");
            assertThat(run(SECOND_HALF).days()).hasSize(2);
        }
        assertThat(run(days("2026-03-02", "2026-03-05")).days()).hasSize(4);
        assertThat(ledger.rows("SELECT * FROM run.lock")).isEmpty();
    }

    @Test
    void aRunThatWaitsBeginsOnceTheDayIsFree() {
        var request = ledger.request("2026-03-01", "2026-03-02");
        CompletableFuture<RunReport> waiting;
        try (var first = acquire(FIRST_HALF)) {
            waiting = CompletableFuture.supplyAsync(() ->
                    ledger.the(NightlyRuns.class).run(request, RunOrigin.here().waiting(true)));
            await().during(Duration.ofMillis(500)).until(() -> !waiting.isDone());
            first.requireHeld();
        }
        assertThat(waiting.join().days()).hasSize(2);
    }

    @Test
    void aRunThatWaitsSaysForWhomOnceItHasWaitedLongEnough() {
        try (var impatient = TestLedger.open(ledger.home(), "vss.lock.patience=300ms");
                var other = impatient.the(DayLocks.class).acquire("A test", List.of(FIRST_HALF), Set.of(), false)) {
            assertThatThrownBy(() -> impatient
                            .the(NightlyRuns.class)
                            .run(
                                    impatient.request("2026-03-01", "2026-03-02"),
                                    RunOrigin.here().waiting(true)))
                    .isInstanceOf(WaitedTooLongException.class)
                    .hasMessageStartingWith("Waited 300 ms in vain for the end of other work: A test (");
            other.requireHeld();
        }
    }

    @Test
    void aRunParsesOnlyOnceNobodyElseDoes() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        CompletableFuture<RunReport> waiting;
        try (var other = acquire(SECOND_HALF)) {
            other.await(Resource.INBOX);
            waiting = CompletableFuture.supplyAsync(() -> run(FIRST_HALF));
            await().until(() -> !ledger.rows("SELECT 1 FROM batch.batch_step_execution WHERE step_name = 'open-inbox'")
                    .isEmpty());
            await().during(Duration.ofMillis(500)).until(() -> !waiting.isDone());
            assertThat(ledger.rows("SELECT 1 FROM fact.session")).isEmpty();
            other.release(Resource.INBOX);
            assertThat(waiting.join().controlTotal().facts()).isEqualTo(1);
        }
    }

    @Test
    void aShareMayHaveALongName() {
        var names = IntStream.range(0, 8).mapToObj(n -> "subaccount" + n).toList();

        var report = ledger.the(NightlyRuns.class)
                .run(RunRequest.exactly(
                        new ReportScope(FIRST_HALF, List.of(), names),
                        Clock.fixed(TestLedger.NOW, ZoneOffset.UTC),
                        ledger.the(LedgerProperties.class)));

        assertThat(report.editions())
                .singleElement()
                .satisfies(edition -> assertThat(edition.folder()).endsWith(String.join("+", names) + "/edition-1"));
    }

    /** Both export the report of both halves, which a run before them had made. */
    @Test
    void runsOfOtherDaysGoSideBySideAndEndAsIfOneAfterTheOther() {
        run(days("2026-03-01", "2026-03-04"));
        for (var day = 1; day <= 4; day++) {
            var date = "2026-03-0" + day;
            ledger.ingest(
                    Product.IVR,
                    aSummary("a" + day)
                            .from(date + "T10:00:00Z", date + "T10:01:00Z")
                            .body());
        }

        var first = CompletableFuture.supplyAsync(() -> run(FIRST_HALF));
        var second = CompletableFuture.supplyAsync(() -> run(SECOND_HALF));

        assertThat(first.join().controlTotal().facts()).isEqualTo(2);
        assertThat(second.join().controlTotal().facts()).isEqualTo(2);
        assertThat(ledger.rows("SELECT * FROM run.stale_day")).isEmpty();
        var whole = run(days("2026-03-01", "2026-03-04"));
        assertThat(whole.unchanged()).hasSize(4);
        assertThat(whole.editions())
                .as("the later of both had made it")
                .singleElement()
                .extracting(ExportedEdition::isNew)
                .isEqualTo(false);
    }

    @Test
    void aLateDayThatAnotherHoldsIsLeftToALaterRun() {
        ledger.run("2026-03-01", "2026-03-09");
        ledger.ingest(
                Product.IVR,
                aSummary("1").body(),
                aSummary("2")
                        .from("2026-03-03T10:00:00Z", "2026-03-03T10:01:00Z")
                        .body());
        try (var other = acquire(FIRST_HALF)) {
            assertThat(ledger.runNightly().days())
                    .containsExactly(LocalDate.parse("2026-03-03"), LocalDate.parse("2026-03-09"));
            other.requireHeld();
        }
        assertThat(ledger.runNightly().days())
                .containsExactly(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-09"));
    }

    @Test
    void whatWantsTheBooksAloneIsRefusedWhileAnybodyIsAtWork() {
        try (var other = acquire(SECOND_HALF)) {
            assertThatThrownBy(() -> ledger.the(NumberErasure.class).number("+6591234567", true))
                    .isInstanceOf(DaysLockedException.class)
                    .hasMessageStartingWith("A test of 2026-03-03_2026-03-04");
            assertThatThrownBy(() -> ledger.the(PeriodClosing.class)
                            .close(java.time.YearMonth.of(2026, 3), Actor.loggedIn("finance"), null))
                    .isInstanceOf(DaysLockedException.class);
            other.requireHeld();
        }
    }

    @Test
    void aLockEndsWithItsConnectionAndItsRunDoesNotGoOn() throws SQLException {
        try (var connection = ledger.db().dataSource().getConnection();
                var lock = new DayLock(
                        connection,
                        ledger.the(vssledger.platform.db.SqlFiles.class),
                        java.time.Clock.systemUTC(),
                        Duration.ofMinutes(1))) {
            lock.take("A test", "somebody", "{[2026-03-01,2026-03-02]}", Set.of());
            lock.requireHeld();

            ledger.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");

            await().untilAsserted(() ->
                    assertThat(ledger.rows("SELECT 1 FROM run.live_lock")).isEmpty());
            assertThatThrownBy(lock::requireHeld)
                    .isInstanceOf(DaysLockedException.class)
                    .hasMessageContaining("was lost");
        }
        assertThat(run(FIRST_HALF).days()).hasSize(2);
        assertThat(ledger.rows("SELECT * FROM run.lock"))
                .as("the dead lock is cleared")
                .isEmpty();
    }
}
