package vssledger.parse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deliveries that could not be understood, in {@code parse.quarantine}. */
@Component
public class Quarantine {

    private static final String ENTRY = """
            SELECT q.delivery_id, q.reason, q.detail, q.quarantined_at, q.resolved_at, d.received_at, d.product, d.source
            FROM parse.quarantine q
            LEFT JOIN capture.delivery d ON d.id = q.delivery_id
            """;

    private final JdbcClient jdbc;

    Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param reason its code
     * @param detail why, in words
     * @param resolvedAt since when a later parser understands it
     * @param receivedAt null where the inbox no longer has it, as is {@code source}
     * @param product as its URL named it
     * @param source webhook or file
     */
    public record Entry(
            long deliveryId,
            String reason,
            String detail,
            Instant quarantinedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant receivedAt,
            @Nullable String product,
            @Nullable String source) {}

    /** How many there are for one reason. */
    public record Count(String reason, long open, long resolved) {}

    public List<Count> counts() {
        return jdbc.sql("""
                        SELECT reason, count(*) FILTER (WHERE resolved_at IS NULL), count(resolved_at)
                        FROM parse.quarantine
                        GROUP BY reason
                        ORDER BY 2 DESC, reason COLLATE "C"
                        """)
                .query((row, n) -> new Count(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /**
     * The newest first.
     *
     * @param reason only those for this reason; null for any
     * @param resolvedToo whether those that are resolved are wanted too
     */
    public List<Entry> list(@Nullable String reason, boolean resolvedToo, int most) {
        return jdbc.sql(ENTRY + """
                        WHERE (:reason::text IS NULL OR q.reason = :reason::text) AND (:resolved OR q.resolved_at IS NULL)
                        ORDER BY q.delivery_id DESC
                        LIMIT :most
                        """)
                .param("reason", reason)
                .param("resolved", resolvedToo)
                .param("most", most)
                .query((row, n) -> entry(row))
                .list();
    }

    public Optional<Entry> find(long deliveryId) {
        return jdbc.sql(ENTRY + "WHERE q.delivery_id = :id")
                .param("id", deliveryId)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** What was sent, as it was; empty where the inbox no longer has it. */
    public Optional<String> body(long deliveryId) {
        return jdbc.sql("SELECT body::text FROM capture.delivery WHERE id = :id")
                .param("id", deliveryId)
                .query(String.class)
                .optional();
    }

    /** Those that are open, behind one of them, in their order. */
    public List<Long> open(long afterId, int most) {
        return jdbc.sql("SELECT delivery_id FROM parse.quarantine WHERE resolved_at IS NULL AND delivery_id > :after"
                        + " ORDER BY delivery_id LIMIT :most")
                .param("after", afterId)
                .param("most", most)
                .query(Long.class)
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("delivery_id"),
                row.getString("reason"),
                row.getString("detail"),
                row.getTimestamp("quarantined_at").toInstant(),
                instant(row.getTimestamp("resolved_at")),
                instant(row.getTimestamp("received_at")),
                row.getString("product"),
                row.getString("source"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
