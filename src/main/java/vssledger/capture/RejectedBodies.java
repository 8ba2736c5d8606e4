package vssledger.capture;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bodies that were refused and kept, in {@code capture.rejected}. */
@Component
public class RejectedBodies {

    private static final String ENTRY = """
            SELECT id, received_at, reason, product, source, remote_addr, coalesce(body_bytes, octet_length(body)) AS bytes,
                   resolved_at, resolution, resolved_by, delivery_ids
            FROM capture.rejected
            """;

    private final JdbcClient jdbc;

    RejectedBodies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of them.
     *
     * @param reason in words
     * @param product as its URL named it
     * @param source webhook or file
     * @param bytes how long it is
     * @param resolvedAt when it was replayed or discarded; null while it is open
     * @param resolution REPLAYED or DISCARDED; null while it is open
     * @param resolvedBy who did that
     * @param deliveryIds that a replay made of it
     */
    public record Entry(
            long id,
            Instant receivedAt,
            String reason,
            @Nullable String product,
            String source,
            @Nullable String remoteAddress,
            long bytes,
            @Nullable Instant resolvedAt,
            @Nullable String resolution,
            @Nullable String resolvedBy,
            List<Long> deliveryIds) {

        public boolean isOpen() {
            return resolvedAt == null;
        }
    }

    /**
     * How many there are for one reason.
     *
     * @param reason without what is particular to each
     */
    public record Count(String reason, long open, long resolved) {}

    /** The reasons of which most are open first. */
    public List<Count> counts() {
        return jdbc.sql("""
                        SELECT kind, count(*) FILTER (WHERE resolved_at IS NULL), count(resolved_at)
                        FROM (SELECT split_part(split_part(reason, ':', 1), ' (', 1) AS kind, resolved_at
                              FROM capture.rejected) AS refused
                        GROUP BY kind
                        ORDER BY 2 DESC, kind COLLATE "C"
                        """)
                .query((row, n) -> new Count(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** How many wait for somebody to look at them. */
    public long open() {
        return jdbc.sql("SELECT count(*) FROM capture.rejected WHERE resolved_at IS NULL")
                .query(Long.class)
                .single();
    }

    /**
     * The newest first.
     *
     * @param resolvedToo whether those that were replayed or discarded are wanted, too
     */
    public List<Entry> list(boolean resolvedToo, int most) {
        return jdbc.sql(ENTRY + "WHERE :resolved OR resolved_at IS NULL ORDER BY id DESC LIMIT :most")
                .param("resolved", resolvedToo)
                .param("most", most)
                .query((row, n) -> entry(row))
                .list();
    }

    /** Empty if there is none of this number, or no longer. */
    public Optional<Entry> find(long id) {
        return jdbc.sql(ENTRY + "WHERE id = :id")
                .param("id", id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** What was sent, byte for byte; nothing of one that was discarded. */
    public byte[] body(long id) {
        return jdbc.sql("SELECT body FROM capture.rejected WHERE id = :id")
                .param("id", id)
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
    }

    /** Those of these numbers that there are not. */
    List<Long> missing(List<Long> ids) {
        return jdbc.sql("SELECT wanted.id FROM unnest(:ids::bigint[]) AS wanted (id)"
                        + " WHERE NOT EXISTS (SELECT FROM capture.rejected r WHERE r.id = wanted.id) ORDER BY 1")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /**
     * Those that are open, behind one of them, in their order; nobody else changes them until the end of the transaction.
     *
     * @param ids only these; none for all
     */
    List<Entry> lockOpen(List<Long> ids, long afterId, int most) {
        return jdbc.sql(ENTRY + """
                        WHERE resolved_at IS NULL AND id > :after AND (cardinality(:ids::bigint[]) = 0 OR id = ANY (:ids::bigint[]))
                        ORDER BY id
                        LIMIT :most
                        FOR UPDATE
                        """)
                .param("after", afterId)
                .param("ids", ids.toArray(Long[]::new))
                .param("most", most)
                .query((row, n) -> entry(row))
                .list();
    }

    void replayed(long id, List<Long> deliveryIds, Instant at, String who) {
        jdbc.sql("UPDATE capture.rejected SET resolved_at = :at, resolution = 'REPLAYED', resolved_by = :who,"
                        + " delivery_ids = :ids WHERE id = :id")
                .param("at", Timestamp.from(at))
                .param("who", who)
                .param("ids", deliveryIds.toArray(Long[]::new))
                .param("id", id)
                .update();
    }

    void discarded(long id, Instant at, String who) {
        jdbc.sql("""
                        UPDATE capture.rejected
                        SET resolved_at = :at, resolution = 'DISCARDED', resolved_by = :who, body_bytes = octet_length(body),
                            body_sha256 = encode(sha256(body), 'hex'), body = ''
                        WHERE id = :id
                        """)
                .param("at", Timestamp.from(at))
                .param("who", who)
                .param("id", id)
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var resolvedAt = row.getTimestamp("resolved_at");
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("reason"),
                row.getString("product"),
                row.getString("source"),
                row.getString("remote_addr"),
                row.getLong("bytes"),
                resolvedAt == null ? null : resolvedAt.toInstant(),
                row.getString("resolution"),
                row.getString("resolved_by"),
                ids(row.getArray("delivery_ids")));
    }

    private static List<Long> ids(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Long[]) array.getArray());
    }
}
