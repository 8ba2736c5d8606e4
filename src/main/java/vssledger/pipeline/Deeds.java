package vssledger.pipeline;

import static vssledger.pipeline.TimedTask.Missed.EACH;
import static vssledger.pipeline.TimedTask.Missed.ONCE;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vssledger.deliver.DeliverProperties;
import vssledger.deliver.DeliverProperties.Schedule;
import vssledger.deliver.OpsMessages;
import vssledger.platform.LedgerProperties;

/**
 * What a server does by itself, and when: the nightly job, the reports of each schedule, whatever could not be delivered at
 * once, and the word to operations where the night's run is late. What a deed needs is opened only when its time has come.
 */
@Component
class Deeds {

    private static final Logger log = LoggerFactory.getLogger(Deeds.class);

    private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(1);

    private final PipelineProperties pipeline;
    private final DeliverProperties delivery;
    private final LedgerProperties ledger;
    private final Clock clock;
    private final ObjectProvider<NightlyRuns> runs;
    private final ObjectProvider<RunHistory> history;
    private final ObjectProvider<OpsMessages> ops;

    Deeds(
            PipelineProperties pipeline,
            DeliverProperties delivery,
            LedgerProperties ledger,
            Clock clock,
            ObjectProvider<NightlyRuns> runs,
            ObjectProvider<RunHistory> history,
            ObjectProvider<OpsMessages> ops) {
        this.pipeline = pipeline;
        this.delivery = delivery;
        this.ledger = ledger;
        this.clock = clock;
        this.runs = runs;
        this.history = history;
        this.ops = ops;
    }

    List<TimedTask> all() {
        var all = new ArrayList<TimedTask>();
        if (pipeline.isScheduled()) {
            all.add(new TimedTask("nightly job", nightly(), ONCE, due -> runTonight()));
        }
        var doneBy = pipeline.doneBy();
        if (doneBy != null && pipeline.isScheduled()) {
            all.add(new TimedTask("watch over the nightly job", daily(doneBy), ONCE, due -> tellIfLate(due, doneBy)));
        }
        for (var schedule : delivery.schedules()) {
            all.add(new TimedTask("reports: " + schedule.name(), times(schedule), EACH, due -> report(schedule, due)));
        }
        all.add(new TimedTask("deliveries", FixedDelay.of(BETWEEN_RETRIES), ONCE, due -> retryDeliveries()));
        return all;
    }

    CronTimes nightly() {
        return CronTimes.of(pipeline.nightlyAt(), ledger.timeZone());
    }

    CronTimes times(Schedule schedule) {
        return CronTimes.of(schedule.at(), schedule.zone() == null ? ledger.timeZone() : schedule.zone());
    }

    private CronTimes daily(LocalTime time) {
        return CronTimes.of("0 %d %d * * *".formatted(time.getMinute(), time.getHour()), ledger.timeZone());
    }

    private void runTonight() {
        var report = runs.getObject().run(RunRequest.nightly(clock, ledger), Asked.bySchedule("nightly job"));
        log.info(
                "Run {} is done: {} sessions on {} business days",
                report.runId(),
                report.controlTotal().facts(),
                report.days().size());
    }

    private void report(Schedule schedule, Instant due) {
        var day = LocalDate.ofInstant(due, times(schedule).zone());
        var report = runs.getObject()
                .run(RunRequest.scheduled(schedule.name(), schedule.scopeOn(day)), Asked.bySchedule(schedule.name()));
        log.info("Run {} is done: the reports of {}, {}", report.runId(), schedule.name(), report.range());
    }

    private void retryDeliveries() {
        runs.getObject().retryDeliveries();
    }

    private void tellIfLate(Instant due, LocalTime doneBy) {
        var day = LocalDate.ofInstant(due, ledger.timeZone()).minusDays(1);
        history.getObject().lacking(day).ifPresent(why -> {
            log.error("The nightly job is late: {}", why);
            ops.getObject()
                    .tell(
                            "The nightly job is late",
                            "By " + doneBy + " (" + ledger.timeZone() + ") it should have been done. " + why
                                    + " See: vss status. To run it by hand: vss run");
        });
    }
}
