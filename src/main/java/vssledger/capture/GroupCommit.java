package vssledger.capture;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent requests share a commit. Each writer stores, in one stroke, all that has come while it was storing the
 * batch before; so a request that comes alone is stored at once, and a thousand that come together are stored together.
 * How much may wait is bounded by {@link Room}, before it gets here.
 */
final class GroupCommit {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_BATCH_BYTES = 8 << 20;

    /** What became of what was received. */
    enum Outcome {
        /** On disk, as what it was. */
        KEPT,
        /** On disk, but rejected: PostgreSQL does not take it as JSON. */
        REFUSED,
        /** Neither the database nor the spool can hold it. */
        NOT_KEPT
    }

    private record Waiting(Received received, Consumer<Outcome> reply) {}

    /** What a writer finds after all that was submitted. */
    private static final Waiting END = new Waiting(
            new Received(new Arrival(Instant.EPOCH, null, Arrival.Source.WEBHOOK, null), new byte[0], null),
            outcome -> {});

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Keeper keeper;
    private final CaptureMetrics metrics;
    private final Clock clock;
    private final int maxBatch;
    private final List<Thread> writers;

    GroupCommit(
            Keeper keeper,
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
    void submit(Received received, Consumer<Outcome> reply) {
        queue.add(new Waiting(received, reply));
    }

    private void write(PostgresStore ownedStore) {
        try (var store = ownedStore) {
            var batch = new ArrayList<Waiting>(maxBatch);
            while (take(batch)) {
                keep(batch, store);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for one, and takes with it what else is there. @return false after the last */
    private boolean take(List<Waiting> batch) throws InterruptedException {
        var next = queue.take();
        var bytes = 0L;
        while (next != null && !END.equals(next)) {
            batch.add(next);
            bytes += next.received().body().length;
            next = batch.size() < maxBatch && bytes < MAX_BATCH_BYTES ? queue.poll() : null;
        }
        if (END.equals(next)) {
            queue.add(END); // for the other writers, and for this one after its last batch
        }
        return !batch.isEmpty();
    }

    private void keep(List<Waiting> waiting, PostgresStore store) {
        var batch = Batch.of(waiting.stream().map(Waiting::received).toList(), clock);
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
        queue.add(END);
        for (var writer : writers) {
            if (writer.isAlive()) {
                writer.join();
            }
        }
    }
}
