package vssledger.parse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import vssledger.platform.Product;

/**
 * Reads the deliveries that have no outcome yet, in order of their ids. Where to begin is told by the transaction up to
 * which the inbox was read to the end, and never by the greatest id seen: a delivery whose transaction commits late has a
 * small id. Restartable without a memory of its own, since what is done has an outcome.
 */
class PendingDeliveries implements ItemReader<Delivery> {

    private static final int PAGE = 1000;

    private final JdbcClient jdbc;
    private final Deque<Delivery> page = new ArrayDeque<>();
    private @Nullable Long lastRead;

    PendingDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public synchronized @Nullable Delivery read() {
        if (page.isEmpty()) {
            fill(lastRead == null ? beforeFirst() : lastRead);
        }
        var next = page.poll();
        if (next != null) {
            lastRead = next.id();
        }
        return next;
    }

    /** An id below that of every delivery of a transaction not yet known to be read to the end. */
    private long beforeFirst() {
        return Objects.requireNonNull(jdbc.sql("""
                        WITH unread AS MATERIALIZED ( -- found by transaction; else the planner may walk all ids for the least
                            SELECT id FROM capture.delivery WHERE xid >= (SELECT xid FROM parse.watermark)
                        )
                        SELECT coalesce(min(id), 0) - 1 FROM unread
                        """).query(Long.class).single());
    }

    private void fill(long after) {
        page.addAll(jdbc.sql("""
                        SELECT d.id, d.received_at, d.product, d.source, d.body
                        FROM capture.delivery d
                        WHERE d.id > :after
                          AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
                        ORDER BY d.id
                        LIMIT :page
                        """)
                .param("after", after)
                .param("page", PAGE)
                .query((row, n) -> delivery(row))
                .list());
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        var product = row.getString("product");
        return new Delivery(
                row.getLong("id"),
                row.getTimestamp("received_at").toInstant(),
                product == null ? null : Product.of(product),
                row.getString("source").equals("webhook"),
                row.getString("body"));
    }
}
