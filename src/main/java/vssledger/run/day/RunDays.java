package vssledger.run.day;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLock;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.DateArray;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;
import vssledger.reconcile.Reconciliation;
import vssledger.reconcile.ResultMonths;
import vssledger.reconcile.breaks.TouchedDays;
import vssledger.run.RunRequest;

/** Which days a run carries on, and which days were carried through to their reports. */
@Component
public class RunDays {

    private static final Logger log = LoggerFactory.getLogger(RunDays.class);

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Reconciliation reconciliation;
    private final ResultMonths results;
    private final TouchedDays touched;
    private final WorkMemory memory;
    private final LedgerProperties ledger;

    RunDays(
            JdbcClient jdbc,
            SqlFiles sql,
            Reconciliation reconciliation,
            ResultMonths results,
            TouchedDays touched,
            WorkMemory memory,
            LedgerProperties ledger) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.reconciliation = reconciliation;
        this.results = results;
        this.touched = touched;
        this.memory = memory;
        this.ledger = ledger;
    }

    /**
     * Chooses the days of a run, as of now. Those that others are at work on are left to a later run, and are stale until then;
     * the days asked for were claimed before.
     */
    public void choose(long runId, RunRequest request, DayLock lock) {
        choose(runId, request);
        var held = lock.takeFree(of(runId).stream()
                .map(RunDay::day)
                .filter(day -> !request.range().contains(day))
                .toList());
        if (!held.isEmpty()) {
            log.info("Left to a later run, since others are at work on them: {}", held);
            jdbc.sql("DELETE FROM run.run_day WHERE run_id = :run AND business_day = ANY (:days)")
                    .param("run", runId)
                    .param("days", new DateArray(held))
                    .update();
            touched.touch(held);
        }
    }

    /** Chooses the days of a run, as of now, whoever may be at work on them, and makes room for their results. */
    public void choose(long runId, RunRequest request) {
        memory.grant();
        jdbc.sql(sql.load("run/run_day.sql"))
                .param("run", runId)
                .param("from", request.range().from())
                .param("to", request.range().to())
                .param("late", request.late())
                .param("which", request.which().stream().map(Enum::name).toArray(String[]::new))
                .param(
                        "product",
                        request.product() == null ? null : request.product().code(),
                        Types.VARCHAR)
                .param("rules", rules())
                .update();
        results.makeRoom(of(runId).stream().map(RunDay::day).toList());
    }

    /** By what a day is carried through, apart from what lies in it. */
    private String rules() {
        return reconciliation.rules() + " " + ledger.timeZone();
    }

    public List<RunDay> of(long runId) {
        return jdbc.sql("SELECT business_day, stale, unchanged, reconciled FROM run.run_day WHERE run_id = ?"
                        + " ORDER BY business_day")
                .param(runId)
                .query((row, n) -> new RunDay(
                        row.getObject(1, LocalDate.class), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)))
                .list();
    }

    /** The results of these days are made, as of the time at which this run chose them. */
    public void reconciled(long runId, Collection<LocalDate> those) {
        jdbc.sql("""
                        WITH done AS (
                            UPDATE run.run_day
                            SET reconciled = true
                            WHERE run_id = :run AND business_day = ANY (:days)
                            RETURNING business_day, run_id, seen_xid
                        )
                        INSERT INTO run.reconciled_day AS r (business_day, run_id, seen_xid, rules)
                        SELECT business_day, run_id, seen_xid, :rules FROM done
                        ON CONFLICT (business_day) DO UPDATE
                        SET run_id = excluded.run_id, seen_xid = excluded.seen_xid, rules = excluded.rules
                        """)
                .param("run", runId)
                .param("days", new DateArray(those))
                .param("rules", rules())
                .update();
    }

    /**
     * The days of this run are carried through: nothing is stale about them but what came since it chose them. Not so a
     * day that was only carried along, and has no reports of its own yet; nor one that is not reconciled.
     */
    public void finish(long runId, RunRequest request) {
        jdbc.sql("""
                        INSERT INTO run.day AS d (business_day, run_id, seen_xid, rules)
                        SELECT business_day, run_id, seen_xid, :rules
                        FROM run.run_day
                        WHERE run_id = :run AND (reconciled OR unchanged)
                          AND (:late OR business_day BETWEEN :from AND :to
                               OR business_day IN (SELECT business_day FROM run.day))
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
