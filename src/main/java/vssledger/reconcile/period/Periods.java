package vssledger.reconcile.period;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.platform.db.LockTimeouts;
import vssledger.platform.db.SqlFiles;
import vssledger.reconcile.breaks.TouchedDays;

/** Months that are closed: their figures are frozen, and what comes to light later is told as an adjustment. */
@Component
public class Periods {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final TouchedDays touched;
    private final Clock clock;

    Periods(JdbcClient jdbc, SqlFiles sql, TouchedDays touched, Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.touched = touched;
        this.clock = clock;
    }

    /** All closings there were, in order. */
    public List<Closing> all() {
        return jdbc.sql("SELECT * FROM recon.closing ORDER BY month, id")
                .query((row, n) -> closing(row))
                .list();
    }

    /** The closing of a month that is closed. */
    public Optional<Closing> closingOf(YearMonth month) {
        return jdbc.sql("SELECT * FROM recon.closing WHERE month = :month AND reopened_at IS NULL")
                .param("month", month.atDay(1))
                .query((row, n) -> closing(row))
                .optional();
    }

    /** The months that are closed. */
    public Set<YearMonth> closed() {
        return new TreeSet<>(all().stream()
                .filter(closing -> closing.reopenedAt() == null)
                .map(Closing::month)
                .toList());
    }

    /**
     * Freezes the figures of a month; whether that may be is for the caller to know.
     *
     * @throws UserException if it is closed
     */
    @Transactional
    public Closing close(YearMonth month, Actor who, @Nullable String note) {
        lock();
        closingOf(month).ifPresent(closing -> {
            throw new UserException(month + " was closed by " + closing.closedBy() + " at " + closing.closedAt() + ".");
        });
        var id = jdbc.sql("INSERT INTO recon.closing (month, closed_at, closed_by, note, figures, sha256)"
                        + " VALUES (:month, :now, :who, :note, 0, '') RETURNING id")
                .param("month", month.atDay(1))
                .param("now", Timestamp.from(clock.instant()))
                .param("who", who.inWords())
                .param("note", note)
                .query(Long.class)
                .single();
        jdbc.sql(sql.load("reconcile/period/closed_figure.sql"))
                .param("closing", id)
                .param("month", month.atDay(1))
                .update();
        jdbc.sql("UPDATE recon.closing SET (figures, sha256) = (" + sql.load("reconcile/period/closing_hash.sql")
                        + ") WHERE id = :closing")
                .param("closing", id)
                .update();
        return closingOf(month).orElseThrow();
    }

    /** Whether the figures that a closing froze are those that it froze. */
    public boolean isIntact(Closing closing) {
        return jdbc.sql(sql.load("reconcile/period/closing_hash.sql"))
                .param("closing", closing.id())
                .query((row, n) -> row.getLong("figures") == closing.figures()
                        && row.getString("sha256").equals(closing.sha256()))
                .single();
    }

    /** The figures of a month that are otherwise now than a closing froze them. */
    public List<Closing.Difference> differences(Closing closing) {
        return jdbc.sql(sql.load("reconcile/period/closing_difference.sql"))
                .param("closing", closing.id())
                .param("month", closing.month().atDay(1))
                .query((row, n) -> new Closing.Difference(
                        row.getObject("business_day", LocalDate.class),
                        row.getString("section"),
                        row.getString("product"),
                        row.getString("sub_account_id"),
                        row.getString("source"),
                        row.getString("item"),
                        row.getString("currency"),
                        row.getLong("number_then"),
                        row.getLong("number_now"),
                        row.getObject("seconds_then", Long.class),
                        row.getObject("seconds_now", Long.class),
                        row.getBigDecimal("amount_then"),
                        row.getBigDecimal("amount_now")))
                .list();
    }

    /**
     * Opens a month again: what was told of it as adjustments is told no more, and its own reports are made anew.
     *
     * @throws UserException if it is not closed
     */
    @Transactional
    public Closing reopen(YearMonth month, Actor who, String note) {
        lock();
        var closing = closingOf(month).orElseThrow(() -> new UserException(month + " is not closed."));
        jdbc.sql("UPDATE recon.closing SET reopened_at = :now, reopened_by = :who, reopen_note = :note WHERE id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("who", who.inWords())
                .param("note", note)
                .param("id", closing.id())
                .update();
        touched.touch(differences(closing).stream()
                .map(Closing.Difference::businessDay)
                .toList());
        touched.touch(jdbc.sql("SELECT DISTINCT booked_day FROM recon.adjustment WHERE closing_id = :id")
                .param("id", closing.id())
                .query(LocalDate.class)
                .list());
        return closing;
    }

    /**
     * Tells what closed months have become since they were closed, as far as that was not told before: in a transaction, and
     * nobody else tells any until it ends.
     *
     * @param bookedDay day of an open month on which it is told
     * @return how many figures
     */
    @Transactional
    public int adjust(LocalDate bookedDay, long runId) {
        if (closed().isEmpty()) {
            return 0;
        }
        lock();
        var told = jdbc.sql(sql.load("reconcile/period/adjustment.sql"))
                .param("booked", bookedDay)
                .param("run", runId)
                .update();
        if (told > 0) {
            touched.touch(List.of(bookedDay));
        }
        return told;
    }

    /** One at a time closes, reopens or adjusts months, until the end of the transaction. */
    private void lock() {
        LockTimeouts.named(
                "others who close, reopen or adjust a month",
                () -> jdbc.sql("LOCK TABLE recon.closing IN SHARE ROW EXCLUSIVE MODE")
                        .update());
    }

    private static Closing closing(ResultSet row) throws SQLException {
        var reopenedAt = row.getTimestamp("reopened_at");
        return new Closing(
                row.getLong("id"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getTimestamp("closed_at").toInstant(),
                row.getString("closed_by"),
                row.getString("note"),
                row.getLong("figures"),
                row.getString("sha256"),
                reopenedAt == null ? null : reopenedAt.toInstant(),
                row.getString("reopened_by"),
                row.getString("reopen_note"));
    }
}
