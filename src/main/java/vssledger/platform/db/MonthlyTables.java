package vssledger.platform.db;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tables that are kept in a partition for each month, such as {@code fact.call_leg_2026_03}: which months there are, and the making
 * of one in a transaction of its own that waits for nobody who reads or writes other months.
 */
public final class MonthlyTables {

    private final List<String> tables;
    private final AdvisoryLock lock;
    private final JdbcClient jdbc;
    private final RepeatableTransaction transaction;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    /**
     * Names tables that have the same months.
     *
     * @param tables partitioned by a day or a time, with their schema; all have the same months
     * @param lock under which these months are made and dropped
     */
    public MonthlyTables(
            List<String> tables, AdvisoryLock lock, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.tables = tables;
        this.lock = lock;
        this.jdbc = jdbc;
        this.transaction = new RepeatableTransaction(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public List<String> tables() {
        return tables;
    }

    /** Makes the months of these days where they are not there. To be called before the caller's transaction writes to them. */
    public void make(Collection<LocalDate> days) {
        for (var month : days.stream().map(YearMonth::from).collect(Collectors.toCollection(TreeSet::new))) {
            if (!made.contains(month)) {
                transaction.executeWithoutResult(status -> make(month));
                made.add(month);
            }
        }
    }

    private void make(YearMonth month) {
        lock();
        tables.stream().filter(table -> !exists(part(table, month))).forEach(table -> {
            var part = part(table, month);
            // made apart and then attached: so nobody has to wait who is at work on the other months
            jdbc.sql("CREATE TABLE " + part + " (LIKE " + table
                            + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)")
                    .update();
            jdbc.sql("ALTER TABLE " + table + " ATTACH PARTITION " + part + " FOR VALUES FROM ('" + month.atDay(1)
                            + "') TO ('" + month.plusMonths(1).atDay(1) + "')")
                    .update();
        });
    }

    /** The months there are of the first of these tables, in order. */
    public List<YearMonth> all() {
        return jdbc.sql("""
                        SELECT right(c.relname, 7)
                        FROM pg_inherits i
                        JOIN pg_class c ON c.oid = i.inhrelid
                        WHERE i.inhparent = :table::regclass AND c.relname ~ '_\\d{4}_\\d{2}$'
                        ORDER BY 1
                        """)
                .param("table", tables.get(0))
                .query((row, n) -> YearMonth.parse(row.getString(1).replace('_', '-')))
                .list();
    }

    /** Drops a month of all tables, in the transaction of the caller, who has the lock. */
    public void drop(YearMonth month) {
        tables.forEach(
                table -> jdbc.sql("DROP TABLE IF EXISTS " + part(table, month)).update());
        made.remove(month);
    }

    /**
     * Takes a month out of all tables, in the transaction of the caller, who has the lock: its rows lie in tables of their own then,
     * which nobody but the archive looks at.
     */
    public void detach(YearMonth month) {
        tables.stream().filter(table -> exists(part(table, month))).forEach(table -> {
            var part = part(table, month);
            jdbc.sql("ALTER TABLE " + table + " DETACH PARTITION " + part).update();
            jdbc.sql("ALTER TABLE " + part + " RENAME TO "
                            + detached(table, month).substring(table.indexOf('.') + 1))
                    .update();
        });
        made.remove(month);
    }

    /** One at a time makes, detaches or drops months, until the end of the transaction. */
    public void lock() {
        lock.acquire(jdbc);
    }

    /** Whether all of these tables have that month. */
    public boolean exists(YearMonth month) {
        return tables.stream().allMatch(table -> exists(part(table, month)));
    }

    /** As of now: {@code to_regclass} would go by what this connection remembers, also where another has just made it. */
    private boolean exists(String part) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace::regnamespace || '.' || relname = :part)")
                .param("part", part)
                .query(Boolean.class)
                .single();
    }

    /** The name of a month that was taken out of a table, until it is archived. */
    public static String detached(String table, YearMonth month) {
        return part(table, month) + "_detached";
    }

    /** The name of a month of a table. */
    public static String part(String table, YearMonth month) {
        return String.format(Locale.ROOT, "%s_%04d_%02d", table, month.getYear(), month.getMonthValue());
    }
}
