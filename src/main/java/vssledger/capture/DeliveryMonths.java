package vssledger.capture;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import vssledger.platform.db.AdvisoryLock;
import vssledger.platform.db.LockTimeouts;
import vssledger.platform.db.MonthlyTables;
import vssledger.platform.db.RepeatableTransaction;

/**
 * The months (UTC) that {@code capture.delivery} is kept in: made ahead, and dropped whole once their time is over. What
 * arrives in a month that was not made lies in {@code capture.delivery_other} until it is. All of it happens in
 * transactions of its own, so that no lock outlives its purpose.
 */
@Component
public class DeliveryMonths {

    private static final Logger log = LoggerFactory.getLogger(DeliveryMonths.class);
    private static final int AHEAD = 2;
    private static final int DAYS_OF_BATCHES = 30;

    private final MonthlyTables months;
    private final JdbcClient jdbc;
    private final DeliveryCount count;
    private final RepeatableTransaction transaction;
    private final CaptureProperties properties;
    private final Clock clock;

    DeliveryMonths(
            JdbcClient jdbc,
            DeliveryCount count,
            PlatformTransactionManager transactions,
            CaptureProperties properties,
            Clock clock) {
        this.months = new MonthlyTables(tables(), AdvisoryLock.DELIVERY_MONTHS, jdbc, transactions);
        this.jdbc = jdbc;
        this.count = count;
        this.transaction = new RepeatableTransaction(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes this month and the next two, and those of what has arrived outside of any; nothing where they are there. */
    public void makeAhead() {
        try {
            for (var month : Objects.requireNonNull(transaction.execute(status -> missing()))) {
                transaction.executeWithoutResult(status -> make(month));
            }
        } catch (DataAccessException e) {
            if (!LockTimeouts.isCauseOf(e)) {
                throw e;
            }
            log.debug("Somebody is at work on the inbox; its months are made another time", e);
        }
    }

    private List<YearMonth> missing() {
        var wanted = new TreeSet<YearMonth>();
        IntStream.rangeClosed(0, AHEAD).forEach(n -> wanted.add(thisMonth().plusMonths(n)));
        wanted.addAll(jdbc.sql("SELECT DISTINCT to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM')"
                        + " FROM capture.delivery_other")
                .query((row, n) -> YearMonth.parse(row.getString(1)))
                .list());
        return wanted.stream().filter(month -> !months.exists(month)).toList();
    }

    private void make(YearMonth month) {
        lock();
        if (months.exists(month)) {
            return;
        }
        var table = table(month);
        // before the partition, as those who deliver lock them: one that already knew its way there would be refused
        jdbc.sql("LOCK TABLE ONLY capture.delivery IN SHARE ROW EXCLUSIVE MODE").update();
        jdbc.sql("LOCK TABLE capture.delivery_other IN ACCESS EXCLUSIVE MODE").update();
        jdbc.sql("CREATE TABLE " + table + " (LIKE capture.delivery INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
                .update();
        jdbc.sql("WITH moved AS (DELETE FROM capture.delivery_other WHERE received_at >= :from AND received_at < :to"
                        + " RETURNING *) INSERT INTO " + table + " SELECT * FROM moved")
                .param("from", Timestamp.from(start(month)))
                .param("to", Timestamp.from(start(month.plusMonths(1))))
                .update();
        jdbc.sql("ALTER TABLE capture.delivery ATTACH PARTITION " + table + " FOR VALUES FROM ('" + start(month)
                        + "') TO ('" + start(month.plusMonths(1)) + "')")
                .update();
        log.info("The inbox has room for {}", month);
    }

    /**
     * Lets months go that ended longer ago than deliveries are kept, and with them what was rejected then.
     *
     * @param isDone whether nothing that arrived in a span, from its start up to its end, is needed any more
     * @param isKept whether a month is to be kept all the same
     * @param isArchived whether they are only detached, for the archive to take them; else they are dropped
     * @return the months that are gone
     */
    public List<YearMonth> dropOld(
            BiPredicate<Instant, Instant> isDone, Predicate<YearMonth> isKept, boolean isArchived) {
        var before =
                clock.instant().atZone(ZoneOffset.UTC).minus(properties.keep()).toInstant();
        var dropped = new ArrayList<YearMonth>();
        for (var month : months.all()) {
            var isOver = !start(month.plusMonths(1)).isAfter(before) && !isKept.test(month);
            if (isOver && Boolean.TRUE.equals(transaction.execute(status -> drop(month, isDone, isArchived)))) {
                dropped.add(month);
            }
        }
        jdbc.sql("DELETE FROM capture.rejected WHERE received_at < :before")
                .param("before", Timestamp.from(before))
                .update();
        jdbc.sql("DELETE FROM capture.batch WHERE stored_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(DAYS_OF_BATCHES, ChronoUnit.DAYS)))
                .update();
        return dropped;
    }

    private boolean drop(YearMonth month, BiPredicate<Instant, Instant> isDone, boolean isArchived) {
        lock();
        var table = table(month);
        jdbc.sql("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE").update();
        if (!isDone.test(start(month), start(month.plusMonths(1)))) {
            log.warn(
                    "Deliveries of {} are past their time, but some are not parsed, or in quarantine: they are kept.",
                    month);
            return false;
        }
        jdbc.sql(
                        "INSERT INTO capture.dropped_month (month, deliveries, first_id, last_id, dropped_at)"
                                + " SELECT :month, count(*), min(id), max(id), :now FROM " + table
                                + " ON CONFLICT (month) DO UPDATE SET deliveries = dropped_month.deliveries + excluded.deliveries,"
                                + " first_id = least(dropped_month.first_id, excluded.first_id),"
                                + " last_id = greatest(dropped_month.last_id, excluded.last_id), dropped_at = excluded.dropped_at")
                .param("month", month.atDay(1))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        count.without(table);
        if (isArchived) {
            months.detach(month);
        } else {
            months.drop(month);
        }
        log.info(
                "Deliveries of {} were kept for {} and are {} now.",
                month,
                properties.keep(),
                isArchived ? "archived" : "dropped");
        return true;
    }

    /** Makes room for a month that comes back from the archive. */
    public void makeRoom(YearMonth month) {
        transaction.executeWithoutResult(status -> make(month));
    }

    /** So many deliveries of a month that had gone are back, in the transaction of the caller. */
    public void restored(YearMonth month, long deliveries) {
        jdbc.sql("UPDATE capture.dropped_month SET deliveries = deliveries - :deliveries WHERE month = :month")
                .param("month", month.atDay(1))
                .param("deliveries", deliveries)
                .update();
        jdbc.sql("DELETE FROM capture.dropped_month WHERE month = :month AND deliveries <= 0")
                .param("month", month.atDay(1))
                .update();
        count.anew();
    }

    /** The table of the inbox, whose months go. */
    public static List<String> tables() {
        return List.of("capture.delivery");
    }

    /** One at a time, and not at the cost of those who wait behind it to deliver. */
    private void lock() {
        jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
        months.lock();
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String table(YearMonth month) {
        return MonthlyTables.part("capture.delivery", month);
    }
}
