package vssledger.capture;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies may take up between their arrival and their being kept. Who finds it full stops reading from its
 * sender until there is room again, so that a sender faster than the disk is held back and nobody is turned away.
 */
final class Room {

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    Room(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes. @return whether there was room; where not, they are taken all the same, and no more should be */
    boolean take(long bytes) {
        return used.addAndGet(bytes) <= limit;
    }

    /** Has it called once there is room; at once where there is. */
    void whenFree(Runnable resume) {
        waiting.add(resume);
        resumeIfFree();
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
        resumeIfFree();
    }

    private void resumeIfFree() {
        while (used.get() <= limit) {
            var next = waiting.poll();
            if (next == null) {
                return;
            }
            next.run();
        }
    }

    long used() {
        return used.get();
    }
}
