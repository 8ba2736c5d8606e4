package vssledger.reconcile;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
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

    /** What is done with each partition of the days, in this order. */
    private static final List<String> OF_PARTITION = List.of(
            "partition/01_coverage", // of what the sources speak
            "partition/02_session_to_compare", // sessions with a call about which there is something to say
            "partition/03_rate", // the contract
            "partition/04_off_card",
            "partition/05_unequal_pair", // what happened beside what was expected: results, and the pairs that are not
            // equal
            "partition/06_indirect_match", // expectations whose session is found otherwise
            "partition/07_indirect_match_applied",
            "partition/08_tolerance", // by how much they may
            "partition/09_billed_leg",
            "partition/10_unbilled_call",
            "partition/11_difference", // differences of these days, by kind
            "partition/12_break_of_session",
            "partition/13_break_of_leg",
            "partition/14_break_of_bill",
            "partition/15_not_checkable", // what nobody can compare is not matched
            "partition/16_tolerated", // what is no break
            "partition/17_result", // of the unequal pairs
            "partition/18_control_total",
            "partition/19_difference_stored");

    /** What is done once, with all days, in this order. */
    private static final List<String> OF_ALL = List.of(
            "settle/01_break_resolved", "settle/02_break_kept", "settle/03_break_new", "settle/04_difference_cleared");

    private static final int ATTEMPTS = 5;

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
     * Reconciles these days and keeps their control totals under this run, in transactions of its own, whatever others write meanwhile:
     * it plans partitions of the days, has each of them reconciled as of the same moment, and settles the breaks of all. What ended in
     * the middle is to be done again.
     *
     * @param partitions has each partition reconciled by {@link #reconcilePartition}, in whatever process, and returns when all are done
     */
    void reconcile(Collection<LocalDate> days, long runId, Consumer<List<DayPartition>> partitions) {
        alone.executeWithoutResult(status -> {
            plan(days, runId);
            // what comes between two statements would else be in the totals, but not in the results
            snapshots.hold(snapshot -> partitions.accept(DayPartition.of(days, snapshot, properties.workersHere())));
            settle(days, runId);
        });
    }

    /** Takes the lock, since only one process may reconcile at a time, and takes away what one that died has left. */
    private void plan(Collection<LocalDate> days, long runId) {
        AdvisoryLock.RECONCILIATION.acquire(jdbc);
        snapshots.write(() -> transform(List.of("settle/04_difference_cleared"), days, runId));
    }

    /** Reconciles a partition of the days. Once it is done, it is not done again. */
    void reconcilePartition(DayPartition partition, long runId) {
        if (isDone(partition)) {
            return;
        }
        snapshots.write(partition.snapshot(), () -> {
            if (!partition.isAlone()) { // the processors are for the other partitions
                jdbc.sql("SET LOCAL max_parallel_workers_per_gather = 0").update();
            }
            transform(OF_PARTITION, partition.days(), runId);
            jdbc.sql("INSERT INTO recon.finished_partition (snapshot, first_day) VALUES (?, ?)")
                    .params(partition.snapshot(), partition.days().get(0))
                    .update();
        });
    }

    private boolean isDone(DayPartition partition) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM recon.finished_partition WHERE snapshot = ? AND first_day = ?)")
                .params(partition.snapshot(), partition.days().get(0))
                .query(Boolean.class)
                .single();
    }

    /** Compares the differences that were found with the breaks that there are: resolves, keeps and adds breaks. */
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
        jdbc.sql(sql.load("reconcile/query/control_total_kept.sql"))
                .param("days", new DateArray(days))
                .param("run", runId)
                .update();
    }

    /** Equal for as long as the same facts and expectations come to the same results. */
    public String rules() {
        var text = new StringBuilder(properties.rules()).append(rateCard.asJson());
        Stream.of(OF_PARTITION, OF_ALL)
                .flatMap(List::stream)
                .forEach(transform -> text.append(sql.load("reconcile/" + transform + ".sql")));
        return HexFormat.of().formatHex(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Does the same in the transaction of the caller, who is to undo it. */
    public void rehearse(Collection<LocalDate> days, long runId) {
        AdvisoryLock.RECONCILIATION.acquire(jdbc);
        transform(List.of("settle/04_difference_cleared"), days, runId);
        transform(OF_PARTITION, days, runId);
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
