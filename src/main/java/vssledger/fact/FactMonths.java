package vssledger.fact;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.LedgerProperties;
import vssledger.platform.Product;
import vssledger.platform.db.AdvisoryLock;
import vssledger.platform.db.MonthlyTables;

/**
 * The months that the tables of {@code fact.*} are kept in, by business day: each made when its first session comes, in a
 * transaction of its own that waits for nobody who reads or writes other months.
 */
@Component
@EnableConfigurationProperties(FactProperties.class)
public class FactMonths {

    private static final Logger log = LoggerFactory.getLogger(FactMonths.class);

    private final MonthlyTables months;
    private final JdbcClient jdbc;
    private final FactProperties properties;
    private final LedgerProperties ledger;
    private final Clock clock;

    FactMonths(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            FactProperties properties,
            LedgerProperties ledger,
            Clock clock) {
        this.months = new MonthlyTables(tables(), AdvisoryLock.FACT_MONTHS, jdbc, transactions);
        this.jdbc = jdbc;
        this.properties = properties;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Makes the months of these days where they are not there. To be called before the caller's transaction writes facts. */
    void make(Collection<LocalDate> days) {
        months.make(days);
    }

    /** The months there are whose time is over, in order; none where facts are kept for ever. */
    public List<YearMonth> past() {
        var keep = properties.keep();
        if (keep == null) {
            return List.of();
        }
        var before = LocalDate.ofInstant(clock.instant(), ledger.timeZone()).minus(keep);
        return months.all().stream()
                .filter(month -> !month.plusMonths(1).atDay(1).isAfter(before))
                .toList();
    }

    /** The months that were dropped, in order: their days cannot be run again. */
    public List<YearMonth> dropped() {
        return jdbc.sql("SELECT to_char(month, 'YYYY-MM') FROM fact.dropped_month ORDER BY month")
                .query((row, n) -> YearMonth.parse(row.getString(1)))
                .list();
    }

    /**
     * Lets a month of all tables go, in the transaction of the caller.
     *
     * @param isArchived whether it is only detached, for the archive to take it; else it is dropped
     */
    public void drop(YearMonth month, boolean isArchived) {
        months.lock();
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
        if (isArchived) {
            months.detach(month);
        } else {
            months.drop(month);
        }
        log.info(
                "Facts of {} were kept for {} and are {} now.",
                month,
                properties.keep(),
                isArchived ? "archived" : "dropped");
    }

    /** Makes room for a month that comes back from the archive. */
    public void makeRoom(YearMonth month) {
        months.make(List.of(month.atDay(1)));
    }

    /** So many sessions of a month that had gone are back, in the transaction of the caller. */
    public void restored(YearMonth month, long sessions) {
        jdbc.sql("UPDATE fact.dropped_month SET sessions = sessions - :sessions WHERE month = :month")
                .param("month", month.atDay(1))
                .param("sessions", sessions)
                .update();
        jdbc.sql("DELETE FROM fact.dropped_month WHERE month = :month AND sessions <= 0")
                .param("month", month.atDay(1))
                .update();
    }

    /** The tables whose months go. */
    public static List<String> tables() {
        return FactTables.all().toList();
    }

    /** Those of them that have a row a session. */
    public static List<String> sessionTables() {
        return Stream.of(Product.values()).map(FactTables::of).toList();
    }
}
