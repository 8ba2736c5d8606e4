package vssledger.reconcile;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import vssledger.platform.db.AdvisoryLock;
import vssledger.platform.db.DateArray;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.platform.db.Snapshots;
import vssledger.platform.db.SqlFiles;
import vssledger.platform.db.WorkMemory;
import vssledger.platform.text.Sha256;
import vssledger.reconcile.matching.RateCard;

/**
 * Reconciles days: pairs what happened with what every source expected, finds the differences, keeps results and breaks.
 * The same input again changes no byte of either.
 */
@Component
@EnableConfigurationProperties(ReconcileProperties.class)
public class Reconciliation {

    /** What is done of each share of the days, in this order. */
    private static final List<String> OF_SHARE = List.of(
            "coverage", // of what the sources speak
            "unlike", // sessions with a call about which there is something to say
            "rate", // the contract
            "off_card",
            "pair", // what happened beside what was expected: results, and the odd ones
            "stray", // expectations whose session is found otherwise
            "odd_strayed",
            "tolerance", // by how much they may
            "billed_leg",
            "unbilled_call",
            "found", // differences of these days, by kind
            "break_of_session",
            "break_of_leg",
            "break_of_bill",
            "not_checkable", // what nobody can compare is not matched
            "tolerated", // what is no break
            "result", // of the odd ones
            "control_total",
            "found_kept");

    /** What is done once, of all days, in this order. */
    private static final List<String> OF_ALL = List.of("break_resolved", "break_kept", "break_new", "found_gone");

    private static final int ATTEMPTS = 5;

    /** Any number that no other program uses for a lock in the same database. */
    private final JdbcClient jdbc;

    private final SqlFiles sql;
    private final ReconcileProperties properties;
    private final WorkMemory memory;
    private final RateCard rateCard;
    private final Clock clock;
    private final Snapshots snapshots;
    private final RepeatableTransaction alone;

    Reconciliation(
            JdbcClient jdbc,
            SqlFiles sql,
            ReconcileProperties properties,
            WorkMemory memory,
            RateCard rateCard,
            Clock clock,
            Snapshots snapshots,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.properties = properties;
        this.memory = memory;
        this.rateCard = rateCard;
        this.clock = clock;
        this.snapshots = snapshots;
        this.alone = new RepeatableTransaction(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Reconciles these days and keeps their control totals under this run, in transactions of its own, whatever else is
     * written meanwhile: shares of the days side by side, all as of the same moment, then the breaks of all of them. One that
     * ended in the middle is to be done again.
     *
     * @param sideBySide has each share done, by {@link #reconcile(DayPartition, long)}
     */
    public void reconcile(Collection<LocalDate> days, long runId, DayPartitions sideBySide) {
        alone.executeWithoutResult(status -> {
            AdvisoryLock.RECONCILIATION.acquire(jdbc); // one at a time
            snapshots.write(() -> transform(List.of("found_gone"), days, runId));
            // what comes between two statements would else be in the totals, but not in the results
            snapshots.hold(
                    snapshot -> sideBySide.reconcile(DayPartition.of(days, snapshot, properties.workersHere()), runId));
            settle(days, runId);
        });
    }

    /** Reconciles these days, in threads of this process. */
    public void reconcile(Collection<LocalDate> days, long runId) {
        reconcile(days, runId, new LocalDayPartitions(properties.workersHere(), this::reconcile));
    }

    /** Reconciles a share of the days that a reconciliation at work has to do. Once done, it is not done again. */
    public void reconcile(DayPartition share, long runId) {
        if (isDone(share)) {
            return;
        }
        snapshots.write(share.snapshot(), () -> {
            if (!share.isAlone()) { // the processors are for the other shares
                jdbc.sql("SET LOCAL max_parallel_workers_per_gather = 0").update();
            }
            transform(OF_SHARE, share.days(), runId);
            jdbc.sql("INSERT INTO recon.share (snapshot, first_day) VALUES (?, ?)")
                    .params(share.snapshot(), share.days().get(0))
                    .update();
        });
    }

    private boolean isDone(DayPartition share) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM recon.share WHERE snapshot = ? AND first_day = ?)")
                .params(share.snapshot(), share.days().get(0))
                .query(Boolean.class)
                .single();
    }

    private void settle(Collection<LocalDate> days, long runId) {
        for (var attempt = 1; ; attempt++) {
            try {
                snapshots.write(() -> transform(OF_ALL, days, runId));
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
        var text = new StringBuilder(properties.rules()).append(rateCard.asJson());
        Stream.of(OF_SHARE, OF_ALL)
                .flatMap(List::stream)
                .forEach(transform -> text.append(sql.load("reconcile/" + transform + ".sql")));
        return HexFormat.of().formatHex(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Does the same in the transaction of the caller, who is to undo it. */
    public void rehearse(Collection<LocalDate> days, long runId) {
        AdvisoryLock.RECONCILIATION.acquire(jdbc);
        transform(List.of("found_gone"), days, runId);
        transform(OF_SHARE, days, runId);
        transform(OF_ALL, days, runId);
    }

    private void transform(List<String> transforms, Collection<LocalDate> days, long runId) {
        // large sets are joined whole: hashed, in memory, and by as many processes as there are
        memory.grant();
        jdbc.sql("SET LOCAL enable_mergejoin = off").update();
        jdbc.sql("SET LOCAL parallel_tuple_cost = 0.001").update();
        var tolerances = properties.tolerancesAsJson();
        var rates = rateCard.asJson();
        var decimals = properties.decimalsAsJson();
        for (var transform : transforms) {
            jdbc.sql(sql.load("reconcile/" + transform + ".sql"))
                    .param("days", new DateArray(days))
                    .param("run", runId)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("tolerances", tolerances)
                    .param("rates", rates)
                    .param("priceDecimals", properties.leastDecimals())
                    .param("decimals", decimals)
                    .update();
        }
    }
}
