package vssledger.capture;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;

/**
 * What a serving process does for the inbox beside taking deliveries. The first thing is to open the ledger's tables, which
 * are made where they are missing; a server that starts while the database is away tries until it is there.
 */
final class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final long HOURLY = 3600;
    private static final long AGAIN = 5;

    private final ObjectProvider<DeliveryMonths> months;
    private @Nullable ScheduledExecutorService thread;
    private String lastProblem = "";

    Housekeeping(ObjectProvider<DeliveryMonths> months) {
        this.months = months;
    }

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "capture-housekeeping"));
        thread = started;
        started.execute(() -> work(started));
    }

    private void work(ScheduledExecutorService executor) {
        var next = keepHouse() ? HOURLY : AGAIN;
        if (!executor.isShutdown()) {
            var unused = executor.schedule(() -> work(executor), next, TimeUnit.SECONDS);
        }
    }

    private boolean keepHouse() {
        try {
            months.getObject().makeAhead();
            if (!lastProblem.isEmpty()) {
                log.info("The ledger's database is open.");
            }
            lastProblem = "";
            return true;
        } catch (RuntimeException e) {
            var problem =
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            if (!problem.equals(lastProblem)) {
                log.warn("The ledger's database cannot be opened, and is tried again: {}", problem);
            }
            lastProblem = problem;
            return false;
        }
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
