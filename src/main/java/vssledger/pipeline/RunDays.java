package vssledger.pipeline;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.SqlFiles;
import vssledger.reconcile.Reconciliation;

/** Which days a run carries on, and which days were carried through to their reports. */
@Component
class RunDays {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Reconciliation reconciliation;
    private final LedgerProperties ledger;

    RunDays(JdbcClient jdbc, SqlFiles sql, Reconciliation reconciliation, LedgerProperties ledger) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.reconciliation = reconciliation;
        this.ledger = ledger;
    }

    /** Chooses the days of a run, as of now. */
    void choose(long runId, RunRequest request) {
        jdbc.sql(sql.load("pipeline/run_day.sql"))
                .param("run", runId)
                .param("from", request.range().from())
                .param("to", request.range().to())
                .param("late", request.late())
                .param("rules", rules())
                .update();
    }

    /** By what a day is carried through, apart from what lies in it. */
    private String rules() {
        return reconciliation.rules() + " " + ledger.timeZone();
    }

    List<RunDay> of(long runId) {
        return jdbc.sql(
                        "SELECT business_day, stale, unchanged FROM pipeline.run_day WHERE run_id = ? ORDER BY business_day")
                .param(runId)
                .query((row, n) -> new RunDay(row.getObject(1, LocalDate.class), row.getBoolean(2), row.getBoolean(3)))
                .list();
    }

    /**
     * The days of this run are carried through: nothing is stale about them but what came since it chose them. Not so a
     * day that was only carried along, and has no reports of its own yet.
     */
    void finish(long runId, RunRequest request) {
        jdbc.sql("""
                        INSERT INTO pipeline.day AS d (business_day, run_id, seen_xid, rules)
                        SELECT business_day, run_id, seen_xid, :rules
                        FROM pipeline.run_day
                        WHERE run_id = :run
                          AND (:late OR business_day BETWEEN :from AND :to
                               OR business_day IN (SELECT business_day FROM pipeline.day))
                        ON CONFLICT (business_day) DO UPDATE
                        SET run_id = excluded.run_id, seen_xid = excluded.seen_xid, rules = excluded.rules
                        """)
                .param("run", runId)
                .param("rules", rules())
                .param("late", request.late())
                .param("from", request.range().from())
                .param("to", request.range().to())
                .update();
    }
}
