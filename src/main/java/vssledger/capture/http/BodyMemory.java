package vssledger.capture.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies may take up between their arrival and their being kept. Who finds it full stops reading from its
 * sender until there is room again, so that a sender faster than the disk is held back and nobody is turned away. Lest
 * bodies that are all there in part wait for one another, some of those who wait get a pass, with which to read on to the
 * end of a body however full it is.
 */
public final class BodyMemory {

    private static final int PASSES = 16;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Semaphore passes = new Semaphore(PASSES);
    private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

    /** One that has stopped reading. */
    interface Waiter {

        /** Reads on; where with a pass, it is to be given back after the body. */
        void resume(boolean hasPass);
    }

    public BodyMemory(long limit) {
        this.limit = limit;
    }

    /**
     * Takes so many bytes.
     *
     * @return whether there was room; where not, they are taken all the same, and no more should be
     */
    boolean take(long bytes) {
        return used.addAndGet(bytes) <= limit;
    }

    /** Has it resumed once there is room or a pass, at once where there is. */
    void await(Waiter waiter) {
        waiting.add(waiter);
        resumeSome();
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
        resumeSome();
    }

    void givePass() {
        passes.release();
        resumeSome();
    }

    private void resumeSome() {
        while (!waiting.isEmpty()) {
            var hasPass = used.get() > limit;
            if (hasPass && !passes.tryAcquire()) {
                return;
            }
            var next = waiting.poll();
            if (next != null) {
                next.resume(hasPass);
            } else if (hasPass) {
                passes.release();
            }
        }
    }

    public long used() {
        return used.get();
    }
}
