package vssledger.capture;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many deliveries the inbox holds ({@code capture.counted}): those of transactions below a mark were counted, so that who asks
 * counts no more than those above it. It is exact, since all transactions below the mark had ended when they were counted.
 */
@Component
public class DeliveryCount {

    private final JdbcClient jdbc;

    DeliveryCount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts what has come since; all anew where the mark lies in the future: the ledger was restored into another server. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void advance() {
        lock();
        jdbc.sql("""
                        UPDATE capture.counted AS c
                        SET below = now.xmin,
                            deliveries = CASE WHEN c.below <= now.xmax THEN c.deliveries ELSE 0 END + (
                                SELECT count(*)
                                FROM capture.delivery d
                                WHERE d.xid >= CASE WHEN c.below <= now.xmax THEN c.below ELSE '0' END
                                  AND d.xid < now.xmin)
                        FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin,
                                     pg_snapshot_xmax(pg_current_snapshot()) AS xmax) AS now
                        """).update();
    }

    /** In the transaction in which this part of the inbox goes, before it does. */
    void without(String table) {
        lock();
        jdbc.sql("UPDATE capture.counted SET deliveries = deliveries - (SELECT count(*) FROM " + table
                        + " WHERE xid < below)")
                .update();
    }

    /** In the transaction in which a part of the inbox comes back: all of it is counted the next time. */
    void anew() {
        lock();
        jdbc.sql("UPDATE capture.counted SET below = '0', deliveries = 0").update();
    }

    /** So that what is counted and what goes are seen one after the other. */
    private void lock() {
        jdbc.sql("SELECT below::text FROM capture.counted FOR UPDATE")
                .query(String.class)
                .single();
    }
}
