package vssledger.subscription;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.report.edition.EditionId;

/** To whom editions went, and what became of it. */
@Component
public class Dispatches {

    private final JdbcClient jdbc;

    Dispatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An edition on its way to a recipient.
     *
     * @param state DUE, SENDING, SENT, EMPTY, UNCHANGED, OUTDATED, UNSURE or GIVEN_UP
     * @param lastTriedAt null where it was never tried
     * @param problem of the last attempt; null where that arrived
     */
    public record State(
            String recipient,
            String state,
            @Nullable Instant lastTriedAt,
            @Nullable String problem) {}

    /** By recipient. */
    public List<State> of(EditionId edition) {
        var scope = edition.scope();
        return jdbc.sql("""
                        SELECT d.recipient, d.state, last.at, last.problem
                        FROM subscription.dispatch d
                        LEFT JOIN LATERAL (
                            SELECT at, problem FROM subscription.attempt WHERE dispatch_id = d.id ORDER BY id DESC LIMIT 1
                        ) last ON true
                        WHERE d.from_day = :from AND d.to_day = :to AND d.narrowed_to = :narrowedTo AND d.edition = :edition
                        ORDER BY d.recipient COLLATE "C"
                        """)
                .param("from", scope.range().from())
                .param("to", scope.range().to())
                .param("narrowedTo", scope.narrowedTo())
                .param("edition", edition.number())
                .query((row, n) ->
                        new State(row.getString(1), row.getString(2), instant(row.getTimestamp(3)), row.getString(4)))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
