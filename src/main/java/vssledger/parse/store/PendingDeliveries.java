package vssledger.parse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.parse.job.DeliveryRange;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.read.Parsed;
import vssledger.parse.resolve.DeliveryFailureException;
import vssledger.platform.Product;
import vssledger.platform.db.SqlFiles;

/**
 * Reads the inbox. Which deliveries are pending is told by the transaction up to which it was read to the end, and by
 * their outcomes, never by the greatest id seen: a delivery whose transaction commits late has a small id.
 */
@Component
public class PendingDeliveries {

    private static final int FETCH = 500;

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final DeliveryParser parser;

    public PendingDeliveries(JdbcClient jdbc, SqlFiles sql, DeliveryParser parser) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.parser = parser;
    }

    /** All that is pending, cut into ranges of at most so many deliveries. */
    public List<DeliveryRange> ranges(int most) {
        return jdbc.sql(sql.load("parse/pending_range.sql"))
                .param("most", most)
                .query((row, n) -> new DeliveryRange(
                        row.getLong("first_id"),
                        row.getLong("last_id"),
                        row.getTimestamp("first_received").toInstant(),
                        row.getTimestamp("last_received").toInstant(),
                        row.getLong("deliveries")))
                .list();
    }

    /** What the parser makes of the first deliveries that are pending in a range, behind one of them. */
    public List<Parsed> parse(DeliveryRange range, long afterId, int most) {
        return jdbc.sql(sql.load("parse/pending.sql"))
                .param("after", afterId)
                .param("last", range.lastId())
                .param("from", Timestamp.from(range.firstReceived()))
                .param("to", Timestamp.from(range.lastReceived()))
                .param("most", most)
                .withFetchSize(FETCH) // so that no more bodies than that are in memory
                .query((row, n) -> parsed(row))
                .list();
    }

    /** What the parser makes of those of these that are still in the inbox. */
    public List<Parsed> parseAgain(List<Long> ids) {
        return jdbc.sql(sql.load("parse/delivery.sql"))
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> parsed(row))
                .list();
    }

    private Parsed parsed(ResultSet row) throws SQLException {
        var product = row.getString("product");
        var fileId = row.getObject("file_id", Long.class);
        var receivedAt = row.getTimestamp("received_at").toInstant();
        var delivery = new InboxRow(
                row.getLong("id"),
                receivedAt,
                product == null ? null : Product.of(product),
                fileId == null ? receivedAt : instant(row.getTimestamp("arrived_at")),
                fileId);
        var body = Objects.requireNonNull(row.getBytes("body"));
        try {
            return parser.parse(delivery, body);
        } catch (RuntimeException e) { // a fault of the parser, which takes any body there is
            throw DeliveryFailureException.ofParser(delivery.id(), e);
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
