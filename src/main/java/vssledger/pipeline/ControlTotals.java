package vssledger.pipeline;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.SqlFiles;

/** The control totals of runs, in {@code pipeline.control_total}. */
@Component
class ControlTotals {

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    ControlTotals(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /** Counts the deliveries of a run's days, and what became of them. */
    void count(long runId) {
        jdbc.sql(sql.load("pipeline/control_total.sql")).param("run", runId).update();
    }

    /** By day, in order. */
    List<ControlTotal> of(long runId) {
        return jdbc.sql("""
                        SELECT business_day, deliveries, facts, duplicates, superseded, quarantined, not_vss
                        FROM pipeline.control_total WHERE run_id = ? ORDER BY business_day
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

    /** @throws UnbalancedBooks if the totals of this run, or of its reconciliation, do not add up */
    void prove(long runId) {
        var imbalances = jdbc.sql(sql.load("pipeline/imbalance.sql"))
                .param("run", runId)
                .query(String.class)
                .list();
        if (!imbalances.isEmpty()) {
            throw new UnbalancedBooks(imbalances);
        }
    }
}
