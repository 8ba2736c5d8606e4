package vssledger.capture;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Keeps a message that anybody can bring about from filling the log: it is told at most every ten seconds, with a count. */
final class RareLog {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final Consumer<Long> message;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** @param message told with how many times it happened since it was told last */
    RareLog(Consumer<Long> message) {
        this.message = message;
    }

    void happened() {
        untold.incrementAndGet();
        var due = next.get();
        var now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            message.accept(untold.getAndSet(0));
        }
    }
}
