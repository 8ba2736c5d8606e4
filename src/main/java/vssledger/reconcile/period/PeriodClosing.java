package vssledger.reconcile.period;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLocks;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.platform.db.SqlFiles;

/** Closes months and reopens them, while nobody parses or is at work on their days. */
@Component
@EnableConfigurationProperties(PeriodProperties.class)
public class PeriodClosing {

    private final DayLocks locks;
    private final Periods periods;
    private final PeriodProperties properties;
    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Clock clock;
    private final LedgerProperties ledger;

    PeriodClosing(
            DayLocks locks,
            Periods periods,
            PeriodProperties properties,
            JdbcClient jdbc,
            SqlFiles sql,
            Clock clock,
            LedgerProperties ledger) {
        this.locks = locks;
        this.periods = periods;
        this.properties = properties;
        this.jdbc = jdbc;
        this.sql = sql;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** Everything because of which a month cannot be closed yet, in sentences; none if it can be closed. */
    public List<String> obstacles(YearMonth month) {
        var today = LocalDate.ofInstant(clock.instant(), ledger.timeZone());
        var notOver = month.atEndOfMonth().isBefore(today) ? Stream.<String>of() : Stream.of(month + " is not over.");
        var ofItsData = jdbc.sql(sql.load("run/closing_obstacle.sql"))
                .param("month", month.atDay(1))
                .param("today", today)
                .param("threshold", properties.undecidedUpTo())
                .query(String.class)
                .list();
        return Stream.concat(notOver, ofItsData.stream()).toList();
    }

    /**
     * Closes a month.
     *
     * @throws UserException that lists what stands in the way
     */
    public Closing close(YearMonth month, Actor who, @Nullable String note) {
        return locks.withInbox("The closing of " + month, days(month), () -> {
            var obstacles = obstacles(month);
            if (!obstacles.isEmpty()) {
                throw new UserException(month + " cannot be closed:\n  " + String.join("\n  ", obstacles));
            }
            return periods.close(month, who, note);
        });
    }

    /**
     * A month that was opened again.
     *
     * @param differences between what was closed and what stands now
     */
    public record Reopened(Closing closing, List<Closing.Difference> differences) {}

    /**
     * Opens a month again.
     *
     * @throws UserException if it is not closed, or nobody says why
     */
    public Reopened reopen(YearMonth month, Actor who, @Nullable String note) {
        if (note == null || note.isBlank()) {
            throw new UserException("Say why " + month + " is opened again: --note.");
        }
        return locks.withInbox("The opening of " + month, days(month), () -> {
            var closing = periods.closingOf(month).orElseThrow(() -> new UserException(month + " is not closed."));
            var differences = periods.differences(closing);
            periods.reopen(month, who, note.strip());
            return new Reopened(
                    periods.all().stream()
                            .filter(one -> one.id() == closing.id())
                            .findFirst()
                            .orElseThrow(),
                    differences);
        });
    }

    private static List<DateRange> days(YearMonth month) {
        return List.of(new DateRange(month.atDay(1), month.atEndOfMonth()));
    }
}
