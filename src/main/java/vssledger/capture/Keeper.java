package vssledger.capture;

import java.sql.SQLException;
import java.util.BitSet;

/** Puts batches where they are safe: into the database while it takes them, else into the spool. */
final class Keeper {

    private final DatabaseState database;
    private final Spool spool;
    private final Drain drain;
    private final CaptureMetrics metrics;

    Keeper(DatabaseState database, Spool spool, Drain drain, CaptureMetrics metrics) {
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
    BitSet keep(Batch batch, PostgresStore store) throws SQLException {
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

    private BitSet store(Batch batch, PostgresStore store) throws SQLException {
        var refused = store.store(batch);
        metrics.stored(batch, refused.cardinality());
        return refused;
    }
}
