package vssledger.reconcile;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vssledger.platform.SqlFiles;

/**
 * Reconciles days: pairs what happened with what every source expected, finds the differences, keeps results and breaks.
 * The same input again changes no byte of either.
 */
@Component
@EnableConfigurationProperties(ReconcileProperties.class)
public class Reconciliation {

    /** In this order. */
    private static final List<String> TRANSFORMS = List.of(
            "pair", // what happened beside what was expected
            "billed_leg",
            "found", // differences of these days, by kind
            "break_of_session",
            "break_of_leg",
            "break_of_bill",
            "result_gone", // what is kept of it
            "result",
            "break_resolved",
            "break",
            "control_total");

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final ReconcileProperties properties;

    Reconciliation(JdbcClient jdbc, SqlFiles sql, ReconcileProperties properties) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.properties = properties;
    }

    /** Reconciles these days, in one transaction, and keeps their control totals under this run. */
    @Transactional
    public void reconcile(Collection<LocalDate> days, long runId) {
        jdbc.sql("DROP TABLE IF EXISTS pg_temp.pair, pg_temp.billed_leg, pg_temp.found")
                .update();
        var dates = days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
        for (var transform : TRANSFORMS) {
            jdbc.sql(sql.load("reconcile/" + transform + ".sql"))
                    .param("days", dates)
                    .param("run", runId)
                    .param("durationTolerance", properties.durationToleranceSeconds())
                    .param("priceTolerance", properties.priceTolerance())
                    .param("priceDecimals", properties.priceDecimals())
                    .update();
        }
    }
}
