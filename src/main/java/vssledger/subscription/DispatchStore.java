package vssledger.subscription;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vssledger.platform.DateRange;
import vssledger.report.ReportScope;
import vssledger.report.edition.EditionId;

/** The tables {@code subscription.dispatch} and {@code subscription.attempt}; each change is committed at once, whatever comes after it. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class DispatchStore {

    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);

    private final JdbcClient jdbc;
    private final Clock clock;

    DispatchStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One that is to be brought to its recipient.
     *
     * @param corrects the edition that the recipient has; null if they have none
     */
    record Due(
            long id,
            String recipient,
            EditionId edition,
            @Nullable Integer corrects) {}

    /**
     * Enters what is not there yet; earlier editions that are still due are no more.
     *
     * @param corrects the edition that the recipient has; null if they have none
     */
    public void add(EditionId edition, String recipient, String state, @Nullable Integer corrects) {
        jdbc.sql("UPDATE subscription.dispatch SET state = 'OUTDATED' WHERE state = 'DUE' AND recipient = :recipient"
                        + " AND from_day = :from AND to_day = :to AND narrowed_to = :narrowedTo AND edition < :edition")
                .param("recipient", recipient)
                .params(named(edition.scope()))
                .param("edition", edition.number())
                .update();
        jdbc.sql(
                        "INSERT INTO subscription.dispatch (recipient, from_day, to_day, narrowed_to, edition, state, due_at, corrects)"
                                + " VALUES (:recipient, :from, :to, :narrowedTo, :edition, :state, :now, :corrects)"
                                + " ON CONFLICT (recipient, from_day, to_day, narrowed_to, edition) DO NOTHING")
                .param("recipient", recipient)
                .params(named(edition.scope()))
                .param("edition", edition.number())
                .param("state", state)
                .param("now", Timestamp.from(clock.instant()))
                .param("corrects", corrects, Types.INTEGER)
                .update();
    }

    /** The newest edition before this one that the recipient has, or may have. */
    public OptionalInt had(String recipient, EditionId before) {
        return jdbc
                .sql(
                        "SELECT edition FROM subscription.dispatch d WHERE recipient = :recipient AND (state IN ('SENT', 'UNSURE')"
                                + " OR EXISTS (SELECT FROM subscription.attempt WHERE dispatch_id = d.id AND problem IS NULL))"
                                + " AND from_day = :from AND to_day = :to AND narrowed_to = :narrowedTo AND edition < :edition"
                                + " ORDER BY edition DESC LIMIT 1")
                .param("recipient", recipient)
                .params(named(before.scope()))
                .param("edition", before.number())
                .query(Integer.class)
                .stream()
                .mapToInt(edition -> edition)
                .findFirst();
    }

    /**
     * Makes due again what this recipient was sent last of these days, as it was: of this scope, and of those narrower where all is
     * asked for. What waits to be sent anyway is left as it is.
     *
     * @return whether there is any
     */
    public boolean again(String recipient, ReportScope scope) {
        return jdbc.sql("""
                        UPDATE subscription.dispatch SET state = 'DUE', due_at = :now
                        WHERE id IN (
                            SELECT DISTINCT ON (narrowed_to) id FROM subscription.dispatch
                            WHERE recipient = :recipient AND from_day = :from AND to_day = :to
                              AND (narrowed_to = :narrowedTo OR :narrowedTo = '')
                              AND state IN ('SENT', 'UNSURE', 'GIVEN_UP', 'DUE')
                            ORDER BY narrowed_to, edition DESC)
                        """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("recipient", recipient)
                        .params(named(scope))
                        .update()
                > 0;
    }

    /**
     * Whose program died while it was sent: it may have arrived, so it is not sent again.
     *
     * @return how many
     */
    public int unsure() {
        return jdbc.sql("UPDATE subscription.dispatch SET state = 'UNSURE' WHERE state = 'SENDING'")
                .update();
    }

    /** Whether some edition of this scope was ever meant for this recipient. */
    public boolean isKnown(String recipient, ReportScope scope) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM subscription.dispatch WHERE recipient = :recipient"
                        + " AND from_day = :from AND to_day = :to AND narrowed_to = :narrowedTo)")
                .param("recipient", recipient)
                .params(named(scope))
                .query(Boolean.class)
                .single();
    }

    /**
     * What is to be sent.
     *
     * @param by those whose time has come by then; null for all
     */
    public List<Due> due(@Nullable Instant by) {
        return jdbc.sql(
                        "SELECT id, recipient, from_day, to_day, narrowed_to, edition, corrects FROM subscription.dispatch WHERE state = 'DUE'"
                                + " AND due_at <= coalesce(CAST(:by AS timestamptz), 'infinity') ORDER BY from_day, to_day, id")
                .param("by", by == null ? null : Timestamp.from(by), Types.TIMESTAMP)
                .query((row, n) -> new Due(
                        row.getLong(1),
                        row.getString(2),
                        new EditionId(
                                ReportScope.of(
                                        new DateRange(
                                                row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class)),
                                        row.getString(5)),
                                row.getInt(6)),
                        row.getObject(7, Integer.class)))
                .list();
    }

    private static Map<String, Object> named(ReportScope scope) {
        return Map.of("from", scope.range().from(), "to", scope.range().to(), "narrowedTo", scope.narrowedTo());
    }

    public void sending(long id) {
        set(id, "SENDING");
    }

    public void sent(long id) {
        attempt(id, null);
        set(id, "SENT");
    }

    /**
     * Keeps why.
     *
     * @return when it is tried again; null where it is given up
     */
    public @Nullable Instant failed(long id, String problem, int attempts) {
        attempt(id, problem);
        int tried = jdbc.sql(
                        "SELECT count(*) FROM subscription.attempt WHERE dispatch_id = :id AND problem IS NOT NULL")
                .param("id", id)
                .query(Integer.class)
                .single();
        if (tried >= attempts) {
            set(id, "GIVEN_UP");
            return null;
        }
        var again = clock.instant().plus(backOff(tried));
        jdbc.sql("UPDATE subscription.dispatch SET state = 'DUE', due_at = :again WHERE id = :id")
                .param("again", Timestamp.from(again))
                .param("id", id)
                .update();
        return again;
    }

    /** 1, 4, 16, 64 minutes, and so on up to six hours. */
    private static Duration backOff(int tried) {
        var minutes = Math.pow(4, tried - 1);
        return minutes > LONGEST_BACK_OFF.toMinutes() ? LONGEST_BACK_OFF : Duration.ofMinutes((long) minutes);
    }

    private void attempt(long id, @Nullable String problem) {
        jdbc.sql("INSERT INTO subscription.attempt (dispatch_id, at, problem) VALUES (:id, :now, :problem)")
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .param("problem", problem)
                .update();
    }

    private void set(long id, String state) {
        jdbc.sql("UPDATE subscription.dispatch SET state = :state WHERE id = :id")
                .param("state", state)
                .param("id", id)
                .update();
    }
}
