package vssledger.capture.spool;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;
import vssledger.capture.activity.CaptureMetrics;
import vssledger.capture.http.RareLog;
import vssledger.capture.store.DatabaseState;
import vssledger.capture.store.PostgresStore;

/**
 * Carries what is spooled into the database, the oldest first, and so finds out when the database takes deliveries again.
 * A batch leaves the spool only once the database has it; one that is carried twice, since the process died in between,
 * arrives once.
 */
public final class SpoolDrain implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SpoolDrain.class);
    private static final long RETRY_MILLIS = 500;

    /** Much longer than the database and the spool may take for a batch. */
    private static final long LONGEST_BATCH_MILLIS = 60_000;

    private final Spool spool;
    private final PostgresStore store;
    private final DatabaseState database;
    private final CaptureMetrics metrics;
    private final Semaphore work = new Semaphore(1);
    private final RareLog spoolFailed = new RareLog(times -> log.error(
            "The spool cannot be read or written ({} attempts); what lies in it stays there. Is its disk full?",
            times));
    private final Thread thread = new Thread(this, "capture-drain");
    private final CountDownLatch stopped = new CountDownLatch(1);

    public SpoolDrain(Spool spool, PostgresStore store, DatabaseState database, CaptureMetrics metrics) {
        this.spool = spool;
        this.store = store;
        this.database = database;
        this.metrics = metrics;
    }

    public void start() {
        thread.start();
    }

    /** There may be something to carry, or to find out. */
    public void wake() {
        work.release();
    }

    @Override
    public void run() {
        try {
            while (!isStopped()) {
                work.acquire();
                work.drainPermits();
                while (!isDone()) {
                    stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
    }

    private boolean isDone() {
        try {
            var carried = carryAll();
            if (carried > 0) {
                log.info("{} spooled deliveries are in the database now.", carried);
            }
            if (!database.isUp()) {
                store.probe();
                database.succeeded();
            }
            return spool.depth().deliveries() == 0 || isStopped();
        } catch (SQLiteException e) {
            spoolFailed.happened();
            log.debug("The spool fails", e);
            return isStopped();
        } catch (SQLException e) {
            database.failed(e);
            return isStopped();
        } catch (RuntimeException e) {
            spoolFailed.happened();
            log.debug("What is spooled cannot be carried", e);
            return isStopped();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private long carryAll() throws SQLException {
        var carried = 0L;
        while (!isStopped()) {
            var batch = spool.first();
            if (batch.isEmpty()) {
                break;
            }
            var refused = store.store(batch.get());
            database.succeeded();
            spool.remove(batch.get());
            metrics.drained(batch.get(), refused.cardinality());
            carried += batch.get().items().size();
        }
        return carried;
    }

    /** Ends after the batch at hand; what is left stays spooled. */
    public void end() throws InterruptedException {
        stopped.countDown();
        wake();
        thread.join(LONGEST_BATCH_MILLIS);
        if (thread.isAlive()) {
            log.error(
                    "A batch on its way from the spool to the database has not ended within {} s; it stays spooled",
                    LONGEST_BATCH_MILLIS / 1000);
        }
    }
}
