package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vssledger.testing.Summaries.aSummary;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.lock.DaysLockedException;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.run.history.RunDetail;
import vssledger.run.history.RunSummary;
import vssledger.run.history.RunSummary.State;
import vssledger.testing.CommandProcess;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Runs as they are looked at, stopped and gone on with, also those of other processes. */
@Tag("runs")
@LedgerTest
class RunsTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private Runs runs;

    RunsTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void renew() {
        runs = ledger.the(Runs.class);
    }

    @Test
    void showsWhatWasAskedByWhomAndWhatCameOfIt() {
        ledger.ingest(Product.IVR, aSummary("1").body(), aSummary("2").body());
        var request = ledger.request(DAY, DAY).sending(RunRequest.Sending.NONE);
        ledger.the(NightlyRuns.class).run(request, new RunOrigin("kim", "bill of March came late", false));

        var run = runs.show(1);

        assertThat(run.askedBy()).isEqualTo("kim");
        assertThat(run.why()).isEqualTo("bill of March came late");
        assertThat(run.parameters().toString()).isEqualTo("{--from=2026-03-02, --to=2026-03-02, --no-send=}");
        assertThat(run.summary().state()).isEqualTo(State.COMPLETED);
        assertThat(run.controlTotals())
                .singleElement()
                .satisfies(total -> assertThat(total.facts()).isEqualTo(2));
        assertThat(run.steps()).extracting(RunDetail.Step::state).containsOnly("COMPLETED");
        assertThat(run.steps())
                .filteredOn(step -> step.name().equals("parse"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.count()).isEqualTo(2);
                    assertThat(step.rate()).isNotNull();
                });
        assertThat(run.editions()).hasSize(1);
        assertThat(run.error()).isNull();
        assertThat(run.command()).isNull();
        assertThatThrownBy(() -> runs.restart(1, RunOrigin.here()))
                .isInstanceOf(UserException.class)
                .hasMessage("Run 1 came to its end: nothing is left of it to be done. To run its days again:"
                        + " vss run --from 2026-03-02 --to 2026-03-02 --no-send --which all");
        assertThatThrownBy(() -> runs.show(17))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is no run 17");
    }

    @Test
    void tellsWhyARunFailedAndTheCommandThatGoesOn() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.run(DAY, DAY);
        ledger.jdbc().sql("UPDATE fact.ivr_session SET delivery_count = 2").update();
        assertThatThrownBy(() -> ledger.run(DAY, DAY)).isInstanceOf(RunFailedException.class);

        var run = runs.show(2);

        assertThat(run.summary().state()).isEqualTo(State.FAILED);
        assertThat(run.error())
                .contains("check-totals")
                .contains("session 1 of acme has 1 deliveries, but its fact counts 2");
        assertThat(run.command()).isEqualTo("vss runs restart 2");
        ledger.jdbc().sql("UPDATE fact.ivr_session SET delivery_count = 1").update();
        assertThat(runs.restart(2, RunOrigin.here()).runId()).isEqualTo(3);
        assertThatThrownBy(() -> runs.restart(2, RunOrigin.here())).hasMessageContaining("Run 3 went on");
        assertThat(runs.show(2).command()).as("nothing is left to go on with").isNull();
        assertThat(runs.show(2).continuedBy()).isEqualTo(3);
        assertThat(ledger.rows("SELECT count(DISTINCT job_instance_id) FROM batch.batch_job_execution"))
                .containsExactly("2");
    }

    @Test
    void namesTheDeliveriesAmongWhichTheCauseIs() {
        ledger.ingest(Product.IVR, aSummary("1").body());
        ledger.jdbc().sql("ALTER TABLE fact.call_leg RENAME TO away").update();
        assertThatThrownBy(() -> ledger.run(DAY, DAY)).isInstanceOf(RunFailedException.class);

        var id = ledger.rows("SELECT id FROM capture.delivery").get(0);
        assertThat(runs.show(1).cause())
                .as("what lacks is a table, and no single delivery is to blame")
                .isEqualTo("among deliveries " + id + " to " + id);
    }

    /** It is held up in the midst of a chunk by a lock, asked to stop, and let go. */
    @Test
    void aRunOfAnotherProcessEndsAfterItsChunkAndIsGoneOnWith() throws Exception {
        ledger.ingest(Product.IVR, sessions(1, 20));
        ledger.run(DAY, DAY);
        ledger.ingest(Product.IVR, sessions(21, 120));
        ledger.ingest(Product.IVR, aSummary("1").seconds(99).body());
        CommandProcess process;
        try (var holder = ledger.db().dataSource().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE fact.ivr_session IN EXCLUSIVE MODE");
            process = runInAProcessOfItsOwn();
            await().atMost(Duration.ofMinutes(2)).until(() -> isHeldUp() || !process.isAlive());
            assertThat(process.isAlive()).as(process.log()).isTrue();
            assertThat(runs.list(1))
                    .singleElement()
                    .extracting(RunSummary::state)
                    .isEqualTo(State.RUNNING);

            runs.stop(2);

            assertThat(runs.list(1))
                    .singleElement()
                    .extracting(RunSummary::state)
                    .isEqualTo(State.STOPPING);
            assertThatThrownBy(() -> ledger.run(DAY, DAY))
                    .as("it holds its day until it has ended")
                    .isInstanceOf(DaysLockedException.class)
                    .hasMessageStartingWith("Run 2 of 2026-03-02");
            holder.rollback();
        }
        assertThat(process.end()).isEqualTo(1);
        assertThat(process.log()).contains("Run 2 was stopped. To go on from there: vss runs restart 2");
        assertThat(runs.show(2).summary().state()).isEqualTo(State.STOPPED);
        assertThat(Integer.parseInt(
                        ledger.rows("SELECT count(*) FROM fact.session").get(0)))
                .as("the chunks that were under way are done, and no other")
                .isBetween(21, 60);

        var report = runs.restart(2, RunOrigin.here());

        assertThat(report.controlTotal().deliveries()).isEqualTo(121);
        assertThat(report.controlTotal().facts()).isEqualTo(120);
        assertThat(report.controlTotal().superseded()).isEqualTo(1);
        assertThat(ledger.rows("SELECT count(DISTINCT job_instance_id) FROM batch.batch_job_execution"))
                .containsExactly("2");
        assertThatThrownBy(() -> runs.stop(3)).isInstanceOf(UserException.class).hasMessageContaining("is not at work");
    }

    private static String[] sessions(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> aSummary(Integer.toString(n)).body())
                .toArray(String[]::new);
    }

    private boolean isHeldUp() {
        return ledger.jdbc()
                .sql("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private CommandProcess runInAProcessOfItsOwn() {
        return CommandProcess.start(
                ledger.home(),
                ledger.db().environment(),
                List.of("vss.parse.chunk-size=10"),
                "run",
                "--from",
                DAY,
                "--to",
                DAY);
    }
}
