package vssledger.reconcile;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.DateArray;
import vssledger.platform.Sha256;
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
            "stray", // expectations whose session is found otherwise
            "pair_strayed",
            "unlike", // sessions with a call about which there is something to say
            "rate", // the contract
            "off_card",
            "odd", // pairs about which there is something to say
            "tolerance", // by how much they may
            "billed_leg",
            "found", // differences of these days, by kind
            "break_of_session",
            "break_of_leg",
            "break_of_bill",
            "tolerated", // what is no break
            "outcome",
            "result_gone", // what is kept of it
            "result_new",
            "break_resolved",
            "break_kept",
            "break_new",
            "control_total");

    private static final int ATTEMPTS = 5;

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final ReconcileProperties properties;
    private final RateCard rateCard;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Reconciliation(
            JdbcClient jdbc,
            SqlFiles sql,
            ReconcileProperties properties,
            RateCard rateCard,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.properties = properties;
        this.rateCard = rateCard;
        this.clock = clock;
        // on one snapshot: what comes between two statements would be in the totals, but not in the results
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Reconciles these days and keeps their control totals under this run, in a transaction of its own, whatever else is
     * written meanwhile.
     */
    public void reconcile(Collection<LocalDate> days, long runId) {
        for (var attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> reconcileOnOneSnapshot(days, runId));
                return;
            } catch (ConcurrencyFailureException e) {
                // somebody decided on one of these breaks in the meantime: take that into account
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Keeps the control totals of days that need not be reconciled again under this run. */
    public void keep(Collection<LocalDate> days, long runId) {
        jdbc.sql(sql.load("reconcile/control_total_kept.sql"))
                .param("days", new DateArray(days))
                .param("run", runId)
                .update();
    }

    /** Equal for as long as the same facts and expectations come to the same results. */
    public String rules() {
        var text = new StringBuilder(properties.toString()).append(rateCard.asJson());
        TRANSFORMS.forEach(transform -> text.append(sql.load("reconcile/" + transform + ".sql")));
        return HexFormat.of().formatHex(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Does the same in the transaction of the caller, who is to undo it. */
    public void rehearse(Collection<LocalDate> days, long runId) {
        reconcileOnOneSnapshot(days, runId);
    }

    private void reconcileOnOneSnapshot(Collection<LocalDate> days, long runId) {
        // one reconciliation at a time; before the first query, since that takes the snapshot
        jdbc.sql("LOCK TABLE recon.result IN SHARE ROW EXCLUSIVE MODE").update();
        // large sets are joined whole: hashed, in memory, and by as many processes as there are
        jdbc.sql("SET LOCAL work_mem = '" + properties.workMemory().toKilobytes() + "kB'")
                .update();
        jdbc.sql("SET LOCAL enable_mergejoin = off").update();
        jdbc.sql("SET LOCAL parallel_tuple_cost = 0.001").update();
        var tolerances = properties.tolerancesAsJson();
        var rates = rateCard.asJson();
        for (var transform : TRANSFORMS) {
            jdbc.sql(sql.load("reconcile/" + transform + ".sql"))
                    .param("days", new DateArray(days))
                    .param("run", runId)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("tolerances", tolerances)
                    .param("rates", rates)
                    .param("priceDecimals", properties.priceDecimals())
                    .update();
        }
    }
}
