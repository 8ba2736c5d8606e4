package vssledger.parse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.Product;
import vssledger.platform.SqlFiles;

/**
 * Reads the inbox. Which deliveries are pending is told by the transaction up to which it was read to the end, and by
 * their outcomes, never by the greatest id seen: a delivery whose transaction commits late has a small id.
 */
@Component
class PendingDeliveries {

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    PendingDeliveries(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /** All that is pending, cut into ranges of at most so many deliveries. */
    List<DeliveryRange> ranges(int most) {
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

    /** The first of the deliveries that are pending in a range, behind one of them. */
    List<Delivery> in(DeliveryRange range, long afterId, int most) {
        return jdbc.sql(sql.load("parse/pending.sql"))
                .param("after", afterId)
                .param("last", range.lastId())
                .param("from", Timestamp.from(range.firstReceived()))
                .param("to", Timestamp.from(range.lastReceived()))
                .param("most", most)
                .query((row, n) -> delivery(row))
                .list();
    }

    /** Those of these that are still in the inbox. */
    List<Delivery> again(List<Long> ids) {
        return jdbc.sql("SELECT id, received_at, product, source, body FROM capture.delivery WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var product = row.getString("product");
        return new Delivery(
                row.getLong("id"),
                row.getTimestamp("received_at").toInstant(),
                product == null ? null : Product.of(product),
                row.getString("source").equals("webhook"),
                Objects.requireNonNull(row.getBytes("body")));
    }
}
