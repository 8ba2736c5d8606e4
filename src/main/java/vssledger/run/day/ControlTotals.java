package vssledger.run.day;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.DateArray;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;
import vssledger.run.UnbalancedTotalsException;

/** The control totals of runs, in {@code run.control_total}. */
@Component
public class ControlTotals {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final WorkMemory memory;

    ControlTotals(JdbcClient jdbc, SqlFiles sql, WorkMemory memory) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.memory = memory;
    }

    /** Counts the deliveries of a run's days, and what became of them. */
    public void count(long runId) {
        memory.grant();
        jdbc.sql(sql.load("run/control_total.sql")).param("run", runId).update();
    }

    /** By day, in order. */
    public List<ControlTotal> of(long runId) {
        return jdbc.sql("""
                        SELECT business_day, deliveries, facts, duplicates, superseded, quarantined, not_vss
                        FROM run.control_total WHERE run_id = ? ORDER BY business_day
                        """)
                .param(runId)
                .query((row, n) -> new ControlTotal(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)))
                .list();
    }

    /**
     * Checks that the control totals balance.
     *
     * @throws UnbalancedTotalsException if the totals of this run, which are of these days, or of its reconciliation, do not add up
     */
    public void prove(long runId, Collection<LocalDate> days) {
        memory.grant();
        var upTo = readUpTo();
        var imbalances = jdbc.sql(sql.load("run/imbalance.sql"))
                .param("run", runId)
                .param("days", new DateArray(days))
                .param("upTo", upTo)
                .query(String.class)
                .list();
        if (!imbalances.isEmpty()) {
            throw new UnbalancedTotalsException(imbalances);
        }
        jdbc.sql("UPDATE run.proven_inbox SET xid = :upTo::xid8 WHERE xid < :upTo::xid8")
                .param("upTo", upTo)
                .update();
    }

    /**
     * The transaction up to which the inbox was read to the end. Proves all of it anew where what was proven lies in the future:
     * the ledger was restored into a server that counts its transactions anew.
     */
    private String readUpTo() {
        jdbc.sql("UPDATE run.proven_inbox SET xid = '0' WHERE xid > (SELECT xid FROM parse.watermark)")
                .update();
        return jdbc.sql("SELECT xid::text FROM parse.watermark")
                .query(String.class)
                .single();
    }
}
