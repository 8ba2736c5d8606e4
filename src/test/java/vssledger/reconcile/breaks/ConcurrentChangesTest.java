package vssledger.reconcile.breaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vssledger.testing.ExpectedRows.billed;
import static vssledger.testing.FactRows.aSession;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vssledger.reconcile.ReconcileFixture;

/** What is written while a reconciliation runs: it waits on a break that somebody is deciding on. */
class ConcurrentChangesTest {

    private static final String DAY = "2026-11-20";

    private final ReconcileFixture recon = new ReconcileFixture();

    @BeforeEach
    void aBreakWhoseBillIsCorrected() {
        recon.happened(aSession("s").call("c", 23));
        recon.expected(billed("s").call("c", 23, "total_price=9"));
        recon.reconcile(DAY);
        recon.expected(billed("s").call("c", 23, "total_price=8"));
    }

    @AfterEach
    void close() {
        recon.close();
    }

    @Test
    void aDecisionThatComesInBetweenIsKept() throws Exception {
        try (var user = deciding("DISPUTED")) {
            var run = reconcileUntilHeldUp();
            user.commit();
            run.join();
        }

        assertThat(recon.rows("SELECT id, state, expected_value FROM recon.break"))
                .containsExactly("1 | DISPUTED | 8");
    }

    @Test
    void whatArrivesInBetweenBelongsToTheNextRun() throws Exception {
        try (var user = deciding("NOTED")) {
            var run = reconcileUntilHeldUp();
            recon.happened(aSession("late").call("d", 23));
            recon.expected(billed("late, too").call("e", 23));
            user.rollback();
            run.join();
        }

        assertThat(recon.rows("SELECT run_id, expected, facts, matched, broken, missing, unexpected"
                        + " FROM recon.control_total ORDER BY 1"))
                .containsExactly("1 | 1 | 1 | 0 | 1 | 0 | 0", "2 | 1 | 1 | 0 | 1 | 0 | 0");
        recon.reconcile(DAY);
        assertThat(recon.rows("SELECT run_id, expected, facts, matched, broken, missing, unexpected"
                        + " FROM recon.control_total WHERE run_id = 3"))
                .containsExactly("3 | 2 | 2 | 0 | 1 | 1 | 1");
    }

    /** A transaction in which the break was given a state, and that is open. */
    private Connection deciding(String state) throws SQLException {
        var user = recon.db.dataSource().getConnection();
        user.setAutoCommit(false);
        try (var statement = user.createStatement()) {
            statement.execute("UPDATE recon.break SET state = '" + state + "'");
        }
        return user;
    }

    private CompletableFuture<Void> reconcileUntilHeldUp() {
        var run = CompletableFuture.runAsync(() -> recon.reconcile(DAY));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> run.isDone()
                        || recon.rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                                + " AND wait_event_type = 'Lock'")
                                        .size()
                                == 1);
        assertThat(run).as("waits for the decision").isNotDone();
        return run;
    }
}
