package vssledger.capture.store;

import java.sql.SQLException;
import java.util.BitSet;
import vssledger.capture.activity.CaptureMetrics;
import vssledger.capture.spool.Spool;
import vssledger.capture.spool.SpoolDrain;

/** Puts batches where they are safe: into the database while it takes them, else into the spool. */
final class DurableWriter {

    private final DatabaseState database;
    private final Spool spool;
    private final SpoolDrain drain;
    private final CaptureMetrics metrics;

    DurableWriter(DatabaseState database, Spool spool, SpoolDrain drain, CaptureMetrics metrics) {
        this.database = database;
        this.spool = spool;
        this.drain = drain;
        this.metrics = metrics;
    }

    /**
     * On disk when this returns. A batch that the database may or may not have taken is spooled under the same id, and so
     * comes to be there once.
     *
     * @return which of its deliveries are rejected now
     * @throws SQLException if neither the database nor the spool can hold it
     */
    BitSet keep(DeliveryBatch batch, PostgresStore store) throws SQLException {
        var wasUp = database.isUp();
        if (wasUp) {
            try {
                return store(batch, store);
            } catch (SQLException e) {
                database.failed(e);
            }
        }
        try {
            spool.store(batch);
            metrics.spooled(batch);
            return new BitSet();
        } catch (SQLException e) {
            if (wasUp) {
                throw e;
            }
            return store(batch, store);
        } finally {
            drain.wake();
        }
    }

    private BitSet store(DeliveryBatch batch, PostgresStore store) throws SQLException {
        var refused = store.store(batch);
        metrics.stored(batch, refused.cardinality());
        return refused;
    }
}
