package vssledger.fact;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.LedgerProperties;

/**
 * The months that the tables of {@code fact.*} are kept in, by business day: each made when its first session comes, in a
 * transaction of its own that waits for nobody who reads or writes other months.
 */
@Component
@EnableConfigurationProperties(FactProperties.class)
public class FactMonths {

    private static final Logger log = LoggerFactory.getLogger(FactMonths.class);

    /** Any number that no other program uses for a lock in the same database. */
    private static final long LOCK = 0x5653_5346_6163_7473L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FactProperties properties;
    private final LedgerProperties ledger;
    private final Clock clock;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    FactMonths(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            FactProperties properties,
            LedgerProperties ledger,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.ledger = ledger;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Makes the months of these days where they are not there. To be called before the caller's transaction writes facts. */
    void make(Collection<LocalDate> days) {
        for (var month : days.stream().map(YearMonth::from).collect(Collectors.toCollection(TreeSet::new))) {
            if (!made.contains(month)) {
                transaction.executeWithoutResult(status -> makeTables(month));
                made.add(month);
            }
        }
    }

    private void makeTables(YearMonth month) {
        lock();
        FactTables.all().filter(table -> !exists(part(table, month))).forEach(table -> {
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

    /** The months there are whose time is over, in order; none where facts are kept for ever. */
    public List<YearMonth> past() {
        var keep = properties.keep();
        if (keep == null) {
            return List.of();
        }
        var before = LocalDate.ofInstant(clock.instant(), ledger.timeZone()).minus(keep);
        return all().stream()
                .filter(month -> !month.plusMonths(1).atDay(1).isAfter(before))
                .toList();
    }

    /** The months that were dropped, in order: their days cannot be run again. */
    public List<YearMonth> dropped() {
        return jdbc.sql("SELECT to_char(month, 'YYYY-MM') FROM fact.dropped_month ORDER BY month")
                .query((row, n) -> YearMonth.parse(row.getString(1)))
                .list();
    }

    private List<YearMonth> all() {
        return jdbc.sql("""
                        SELECT right(c.relname, 7)
                        FROM pg_inherits i
                        JOIN pg_class c ON c.oid = i.inhrelid
                        WHERE i.inhparent = 'fact.call_leg'::regclass
                        ORDER BY 1
                        """)
                .query((row, n) -> YearMonth.parse(row.getString(1).replace('_', '-')))
                .list();
    }

    /** Drops a month of all tables, in the transaction of the caller. */
    public void drop(YearMonth month) {
        lock();
        jdbc.sql("""
                        INSERT INTO fact.dropped_month AS d (month, sessions, dropped_at)
                        SELECT :month, count(*), :now FROM fact.session WHERE business_day BETWEEN :month AND :end
                        ON CONFLICT (month) DO UPDATE
                        SET sessions = d.sessions + excluded.sessions, dropped_at = excluded.dropped_at
                        """)
                .param("month", month.atDay(1))
                .param("end", month.atEndOfMonth())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        FactTables.all()
                .forEach(table ->
                        jdbc.sql("DROP TABLE IF EXISTS " + part(table, month)).update());
        made.remove(month);
        log.info("Facts of {} were kept for {} and are dropped now.", month, properties.keep());
    }

    private void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query()
                .singleRow();
    }

    private boolean exists(String table) {
        return jdbc.sql("SELECT to_regclass(:table) IS NOT NULL")
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private static String part(String table, YearMonth month) {
        return String.format(Locale.ROOT, "%s_%04d_%02d", table, month.getYear(), month.getMonthValue());
    }
}
