package vssledger.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.tasklet.Tasklet;

/** That this thread has a partition: to be proved in each transaction that works on it. */
final class Lease {

    private static final ThreadLocal<@Nullable Lease> CURRENT = new ThreadLocal<>();

    private final PartitionTable partitions;
    private final PartitionTable.Taken taken;
    private final Leaving leaving;

    Lease(PartitionTable partitions, PartitionTable.Taken taken, Leaving leaving) {
        this.partitions = partitions;
        this.taken = taken;
        this.leaving = leaving;
    }

    /** Whether this process is about to end. */
    interface Leaving {
        boolean now();
    }

    /** Why a partition is let go before its end, for somebody else to take it up. */
    static final class PartitionLostException extends RuntimeException {
        private PartitionLostException(String why) {
            super(why, null, false, false);
        }
    }

    /** Does the work in this thread, on this partition. */
    void during(Work work) throws Exception {
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }

    interface Work {
        void run() throws Exception;
    }

    /** The same tasklet, each chunk of which begins with the proof that its partition is still this thread's. */
    static Tasklet proved(Tasklet tasklet) {
        return (contribution, chunk) -> {
            var lease = CURRENT.get();
            if (lease != null) {
                lease.prove();
            }
            return tasklet.execute(contribution, chunk);
        };
    }

    /** From here to the end of the transaction it cannot be taken away. */
    private void prove() {
        if (leaving.now()) {
            throw new PartitionLostException("This process is about to end");
        }
        if (!partitions.hold(taken)) {
            throw new PartitionLostException("Its partition was taken away");
        }
    }
}
