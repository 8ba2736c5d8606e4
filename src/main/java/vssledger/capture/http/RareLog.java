package vssledger.capture.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Keeps a message that anybody can bring about from filling the log: it is told at most every ten seconds, with a count. */
public final class RareLog {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final Consumer<Long> message;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong next;
    private final LongSupplier nanos;

    /**
     * Makes a log of one message.
     *
     * @param message told with how many times it happened since it was told last
     */
    public RareLog(Consumer<Long> message) {
        this(message, System::nanoTime);
    }

    RareLog(Consumer<Long> message, LongSupplier nanos) {
        this.message = message;
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    public void happened() {
        untold.incrementAndGet();
        var due = next.get();
        var now = nanos.getAsLong();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            message.accept(untold.getAndSet(0));
        }
    }
}
