package vssledger.pipeline;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;

/** Starts the nightly job at its time, in a process that serves; what the job needs is opened only then. */
@Component
public class Schedule implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Schedule.class);

    private final ObjectProvider<NightlyRuns> runs;
    private final PipelineProperties properties;
    private final LedgerProperties ledger;
    private final Clock clock;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private @Nullable ScheduledFuture<?> nightly;

    Schedule(ObjectProvider<NightlyRuns> runs, PipelineProperties properties, LedgerProperties ledger, Clock clock) {
        this.runs = runs;
        this.properties = properties;
        this.ledger = ledger;
        this.clock = clock;
        scheduler.setThreadNamePrefix("nightly-");
        scheduler.setClock(clock);
    }

    @EventListener
    void begin(WebServerInitializedEvent serving) {
        if (nightly == null && properties.isScheduled()) {
            scheduler.initialize();
            nightly = scheduler.schedule(this::runTonight, new CronTrigger(properties.nightlyAt(), ledger.timeZone()));
        }
    }

    /** When the job runs next, in words. */
    public String describe() {
        if (!properties.isScheduled()) {
            return "No nightly job is scheduled (vss.pipeline.nightly-at).";
        }
        var next =
                CronExpression.parse(properties.nightlyAt()).next(ZonedDateTime.now(clock.withZone(ledger.timeZone())));
        return "Next nightly job: " + (next == null ? "never" : next.toLocalDate() + " " + next.toLocalTime()) + " ("
                + ledger.timeZone() + ")";
    }

    private void runTonight() {
        try {
            var report = runs.getObject().run(RunRequest.nightly(clock, ledger));
            log.info(
                    "Run {} is done: {} sessions on {} business days",
                    report.runId(),
                    report.controlTotal().facts(),
                    report.days().size());
        } catch (RuntimeException e) {
            log.error("The nightly job did not come to its end. Once the cause is mended: vss run", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdown();
    }
}
