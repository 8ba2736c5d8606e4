package vssledger.run.schedule;

import static vssledger.run.schedule.TimedTask.Missed.EACH;
import static vssledger.run.schedule.TimedTask.Missed.ONCE;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vssledger.alert.AlertProperties;
import vssledger.alert.Alerts;
import vssledger.platform.LedgerProperties;
import vssledger.run.NightlyRuns;
import vssledger.run.RunOrigin;
import vssledger.run.RunProperties;
import vssledger.run.RunRequest;
import vssledger.subscription.SubscriptionProperties;
import vssledger.subscription.SubscriptionProperties.Schedule;

/**
 * What a server does by itself, and when: the nightly job, the reports of each schedule, whatever could not be delivered at
 * once, and the look at what is wrong. What a task needs is opened only when its time has come.
 */
@Component
class ScheduledTasks {

    private static final Logger log = LoggerFactory.getLogger(ScheduledTasks.class);

    private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(1);

    private final RunProperties properties;
    private final SubscriptionProperties delivery;
    private final AlertProperties alerting;
    private final LedgerProperties ledger;
    private final Clock clock;
    private final ObjectProvider<NightlyRuns> runs;
    private final ObjectProvider<Alerts> alerts;

    ScheduledTasks(
            RunProperties properties,
            SubscriptionProperties delivery,
            AlertProperties alerting,
            LedgerProperties ledger,
            Clock clock,
            ObjectProvider<NightlyRuns> runs,
            ObjectProvider<Alerts> alerts) {
        this.properties = properties;
        this.delivery = delivery;
        this.alerting = alerting;
        this.ledger = ledger;
        this.clock = clock;
        this.runs = runs;
        this.alerts = alerts;
    }

    List<TimedTask> all() {
        var all = new ArrayList<TimedTask>();
        if (properties.isScheduled()) {
            all.add(new TimedTask("nightly job", nightly(), ONCE, due -> runTonight()));
        }
        for (var schedule : delivery.schedules()) {
            all.add(new TimedTask("reports: " + schedule.name(), times(schedule), EACH, due -> report(schedule, due)));
        }
        all.add(new TimedTask("alerts", FixedDelay.of(alerting.every()), ONCE, due -> look()));
        all.add(new TimedTask("deliveries", FixedDelay.of(BETWEEN_RETRIES), ONCE, due -> retryDeliveries()));
        return all;
    }

    CronTimes nightly() {
        return CronTimes.of(properties.nightlyAt(), ledger.timeZone());
    }

    CronTimes times(Schedule schedule) {
        return CronTimes.of(schedule.at(), schedule.zone() == null ? ledger.timeZone() : schedule.zone());
    }

    private void runTonight() {
        var report = runs.getObject().run(RunRequest.nightly(clock, ledger), RunOrigin.bySchedule("nightly job"));
        log.info(
                "Run {} is done: {} sessions on {} business days",
                report.runId(),
                report.controlTotal().facts(),
                report.days().size());
    }

    private void report(Schedule schedule, Instant due) {
        var day = LocalDate.ofInstant(due, times(schedule).zone());
        var report = runs.getObject()
                .run(
                        RunRequest.scheduled(schedule.name(), schedule.scopeOn(day)),
                        RunOrigin.bySchedule(schedule.name()));
        log.info("Run {} is done: the reports of {}, {}", report.runId(), schedule.name(), report.range());
    }

    private void look() {
        alerts.getObject().look();
    }

    private void retryDeliveries() {
        runs.getObject().retryDeliveries();
    }
}
