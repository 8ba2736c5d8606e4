package vssledger.capture.store;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vssledger.capture.CaptureProperties;
import vssledger.capture.activity.CaptureMetrics;
import vssledger.capture.http.BodyMemory;

/**
 * Lets concurrent requests share a commit. Each writer stores, in one stroke, all that has come while it was storing the
 * batch before; so a request that comes alone is stored at once, and a thousand that come together are stored together.
 * How much may wait is bounded by {@link BodyMemory}, before it gets here.
 */
public final class GroupCommit {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_BATCH_BYTES = 8 << 20;

    /** Much longer than the database and the spool may take for a batch. */
    private static final long LONGEST_BATCH_MILLIS = 60_000;

    /** What became of what was received. */
    public enum Outcome {
        /** On disk, as what it was. */
        KEPT,
        /** On disk, but rejected: PostgreSQL does not take it as JSON. */
        REFUSED,
        /** Neither the database nor the spool can hold it. */
        NOT_KEPT
    }

    private record Waiting(ReceivedDelivery received, Consumer<Outcome> reply) {}

    private final Lock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final Queue<Waiting> queue = new ArrayDeque<>(1024);
    private int underWay;
    private boolean ends;
    private final DurableWriter keeper;
    private final CaptureMetrics metrics;
    private final Clock clock;
    private final int maxBatch;
    private final List<Thread> writers;

    GroupCommit(
            DurableWriter keeper,
            Supplier<PostgresStore> stores,
            CaptureMetrics metrics,
            Clock clock,
            CaptureProperties properties) {
        this.keeper = keeper;
        this.metrics = metrics;
        this.clock = clock;
        this.maxBatch = properties.maxBatch();
        this.writers = IntStream.range(0, properties.writers())
                .mapToObj(n -> new Thread(() -> write(stores.get()), "capture-writer-" + n))
                .toList();
    }

    void start() {
        writers.forEach(Thread::start);
    }

    /** Has it kept; the reply comes from another thread, once it is on disk. */
    public void submit(ReceivedDelivery received, Consumer<Outcome> reply) {
        lock.lock();
        try {
            queue.add(new Waiting(received, reply));
            if (isDue()) {
                due.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(PostgresStore ownedStore) {
        try (var store = ownedStore) {
            var batch = new ArrayList<Waiting>(maxBatch);
            while (take(batch)) {
                keep(batch, store);
                done(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until a batch is due, and takes it.
     *
     * @return false after the last
     */
    private boolean take(List<Waiting> batch) throws InterruptedException {
        lock.lock();
        try {
            while (!isDue()) {
                if (ends && queue.isEmpty()) {
                    return false;
                }
                due.await();
            }
            var bytes = 0L;
            while (!queue.isEmpty() && batch.size() < maxBatch && bytes < MAX_BATCH_BYTES) {
                var next = queue.remove();
                batch.add(next);
                bytes += next.received().body().length;
            }
            underWay += batch.size();
            if (isDue()) {
                due.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where nothing is under way, whatever has come is stored at once; else only as much as is under way already: many
     * small batches side by side would take longer than a few large ones.
     */
    private boolean isDue() {
        return !queue.isEmpty() && (queue.size() >= underWay || queue.size() >= maxBatch || ends);
    }

    private void done(List<Waiting> batch) {
        lock.lock();
        try {
            underWay -= batch.size();
            batch.clear();
            if (isDue()) {
                due.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(List<Waiting> waiting, PostgresStore store) {
        var batch = DeliveryBatch.of(waiting.stream().map(Waiting::received).toList(), clock);
        try {
            var refused = keeper.keep(batch, store);
            reply(waiting, refused);
        } catch (SQLException | RuntimeException e) {
            log.error(
                    "{} deliveries could not be kept: neither the database nor the spool takes them ({})",
                    waiting.size(),
                    e instanceof SQLException sql ? DatabaseState.reason(sql) : e.toString());
            metrics.notKept(waiting.size());
            waiting.forEach(one -> one.reply().accept(Outcome.NOT_KEPT));
        }
    }

    private static void reply(List<Waiting> waiting, BitSet refused) {
        for (var i = 0; i < waiting.size(); i++) {
            waiting.get(i).reply().accept(refused.get(i) ? Outcome.REFUSED : Outcome.KEPT);
        }
    }

    /** Ends once all that was submitted is kept. */
    void end() throws InterruptedException {
        lock.lock();
        try {
            ends = true;
            due.signalAll();
        } finally {
            lock.unlock();
        }
        for (var writer : writers) {
            writer.join(LONGEST_BATCH_MILLIS);
            if (writer.isAlive()) {
                log.error(
                        "A batch of deliveries was not stored within {} s; its senders get no answer",
                        LONGEST_BATCH_MILLIS / 1000);
            }
        }
    }
}
