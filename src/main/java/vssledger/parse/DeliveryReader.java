package vssledger.parse;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Single deliveries, and what became of them. */
@Component
public class DeliveryReader {

    private final JdbcClient jdbc;

    DeliveryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param product as its URL named it
     * @param source webhook or file
     * @param outcome FACT, DUPLICATE, SUPERSEDED, QUARANTINED or NOT_VSS; null where no run has looked at it
     * @param businessDay of its session, or of its arrival where it has none; null where no run has looked at it
     * @param sessionId null where it has none, or no run has looked at it
     * @param quarantine why it is not understood; null where it is
     * @param arrivedAt when it had arrived elsewhere, as its file tells; null where it does not
     * @param body as it was sent
     */
    public record Entry(
            long id,
            Instant receivedAt,
            @Nullable String product,
            String source,
            @Nullable String outcome,
            @Nullable LocalDate businessDay,
            @Nullable String subAccountId,
            @Nullable String sessionId,
            @Nullable String quarantine,
            @Nullable Instant arrivedAt,
            String body) {}

    /** Empty where the inbox does not have it, or no longer. */
    public Optional<Entry> find(long deliveryId) {
        return jdbc.sql("""
                        SELECT d.id, d.received_at, d.product, d.source, o.outcome, o.business_day, o.sub_account_id,
                               o.session_id, q.reason || ': ' || q.detail AS quarantine, d.arrived_at,
                               d.body::text AS body
                        FROM capture.delivery d
                        LEFT JOIN parse.outcome o ON o.delivery_id = d.id
                        LEFT JOIN parse.quarantine q ON q.delivery_id = d.id AND q.resolved_at IS NULL
                        WHERE d.id = ?
                        """)
                .param(deliveryId)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("product"),
                        row.getString("source"),
                        row.getString("outcome"),
                        row.getObject("business_day", LocalDate.class),
                        row.getString("sub_account_id"),
                        row.getString("session_id"),
                        row.getString("quarantine"),
                        instant(row.getTimestamp("arrived_at")),
                        row.getString("body")))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
