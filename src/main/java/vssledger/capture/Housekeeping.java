package vssledger.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import vssledger.capture.activity.Arrivals;

/**
 * What a serving process does for the inbox beside taking deliveries: it makes months ahead, counts, and writes down who
 * sent how much. The first thing is to open the ledger's tables, which are made where they are missing; a server that starts while
 * the database is away tries until it is there.
 */
final class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration MONTHS_EVERY = Duration.ofHours(1);

    private final ObjectProvider<DeliveryMonths> months;
    private final ObjectProvider<DeliveryCount> count;
    private final Arrivals arrivals;
    private final Clock clock;
    private @Nullable ScheduledExecutorService thread;
    private Instant monthsDueAt = Instant.MIN;
    private String lastProblem = "";

    /** @param months opened when they are first asked for, and the ledger's tables with them; so is the count */
    Housekeeping(
            ObjectProvider<DeliveryMonths> months,
            ObjectProvider<DeliveryCount> count,
            Arrivals arrivals,
            Clock clock) {
        this.months = months;
        this.count = count;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "capture-housekeeping"));
        thread = started;
        var unused = started.scheduleWithFixedDelay(this::keepHouse, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void keepHouse() {
        try {
            var now = clock.instant();
            if (!now.isBefore(monthsDueAt)) {
                months.getObject().makeAhead();
                count.getObject().advance();
                arrivals.forgetBefore(now.minus(Arrivals.KEPT));
                monthsDueAt = now.plus(MONTHS_EVERY);
            }
            arrivals.flush();
            if (!lastProblem.isEmpty()) {
                log.info("The ledger's database answers again.");
            }
            lastProblem = "";
        } catch (RuntimeException e) {
            tell(NestedExceptionUtils.getMostSpecificCause(e));
        }
    }

    private void tell(Throwable cause) {
        var problem = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (!problem.equals(lastProblem)) {
            log.warn("The ledger's database cannot be worked on, and is tried again: {}", problem);
        }
        lastProblem = problem;
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
            keepHouse();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
