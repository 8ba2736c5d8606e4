package vssledger.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import vssledger.alert.Alerts;
import vssledger.lock.DayLock;
import vssledger.lock.DayLocks;
import vssledger.lock.DayLocks.Resource;
import vssledger.platform.RunLines;
import vssledger.platform.UserException;
import vssledger.run.day.DroppedMonths;
import vssledger.run.history.RunCauses;
import vssledger.run.history.RunHistory;
import vssledger.run.job.NightlyJob;
import vssledger.subscription.Dispatcher;
import vssledger.worker.Partitions;

/**
 * Runs the nightly job: side by side where runs are of other days, and going on where a run of the same days had failed or died.
 */
@Component
public class NightlyRuns {

    private static final Logger log = LoggerFactory.getLogger(NightlyRuns.class);

    private static final int RECOVERIES = 5;

    private final DayLocks locks;
    private final JobOperator operator;
    private final JobRepository repository;
    private final NightlyJob nightly;
    private final RunHistory history;
    private final RunReports reports;
    private final RunCauses causes;
    private final DroppedMonths dropped;
    private final Dispatcher delivery;
    private final Alerts alerts;
    private final Partitions partitions;

    NightlyRuns(
            DayLocks locks,
            JobOperator operator,
            JobRepository repository,
            NightlyJob nightly,
            RunHistory history,
            RunReports reports,
            RunCauses causes,
            DroppedMonths dropped,
            Dispatcher delivery,
            Alerts alerts,
            Partitions partitions) {
        this.locks = locks;
        this.operator = operator;
        this.repository = repository;
        this.nightly = nightly;
        this.history = history;
        this.reports = reports;
        this.causes = causes;
        this.dropped = dropped;
        this.delivery = delivery;
        this.alerts = alerts;
        this.partitions = partitions;
    }

    /**
     * Runs to the end and tells what came of it.
     *
     * @throws DaysLockedException if somebody else is at work on one of these days
     * @throws UserException if facts of these days were dropped after their time
     * @throws RunFailedException if a step fails; asking for the same days again goes on from there
     */
    public RunReport run(RunRequest request) {
        return run(request, RunOrigin.here());
    }

    /**
     * Runs to the end and tells what came of it.
     *
     * @throws DaysLockedException if somebody else is at work on one of these days, and it is not to wait
     * @throws UserException if facts of these days were dropped after their time
     * @throws RunFailedException if a step fails; asking for the same days again goes on from there
     */
    public RunReport run(RunRequest request, RunOrigin asked) {
        dropped.requireKept(request);
        try (var lock =
                locks.acquire("A run of " + request.range(), List.of(request.range()), Set.of(), asked.waits())) {
            return run(request, lock, asked);
        }
    }

    private RunReport run(RunRequest request, DayLock lock, RunOrigin asked) {
        lock.await(Resource.STARTING);
        recoverTheDead();
        try {
            var execution = execute(request, nightly.of(lock, asked));
            if (execution.getStatus() == BatchStatus.STOPPED) {
                throw new RunStoppedException(execution.getId());
            }
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                var failure = RunFailedException.of(execution);
                causes.keep(failure);
                alerts.raise(RunWatch.failed(failure.runId(), request.range(), failure.getMessage()));
                throw failure;
            }
            return reports.of(execution.getId(), request);
        } finally {
            RunLines.end();
        }
    }

    /**
     * Sends what could not be sent before and is to be tried again by now.
     *
     * @throws DaysLockedException while somebody else sends
     */
    public void retryDeliveries() {
        if (delivery.isAnyToBeRetried()) {
            locks.acquire("A dispatch of reports", List.of(), Set.of(Resource.SENDING), false)
                    .during(() -> {
                        delivery.retry();
                        return true;
                    });
        }
    }

    private JobExecution execute(RunRequest request, Job job) {
        try {
            var unfinished = unfinished(request);
            if (unfinished.isPresent()) {
                log.info("Continuing run {} where it ended", unfinished.get().getId());
                return operator.start(job, recovered(unfinished.get()).getJobParameters());
            }
            return operator.start(job, RunParameters.of(request, history.nextNumber(NightlyJob.NAME)));
        } catch (JobExecutionException e) {
            throw new IllegalStateException("The nightly job cannot be started: " + e.getMessage(), e);
        }
    }

    /** While nobody else starts one: whatever run has no live lock, and the history calls running, has died. */
    private void recoverTheDead() {
        var live = locks.liveRuns();
        partitions.withdrawAllBut(NightlyJob.NAME, live);
        repository.findRunningJobExecutions(NightlyJob.NAME).stream()
                .filter(run -> !live.contains(run.getId()))
                .forEach(dead -> {
                    log.warn(
                            "The process of run {} has died; the run goes on when its days are run again",
                            dead.getId());
                    recover(dead);
                });
    }

    /** Once nobody works for it any more; who did may still be about to tell how it ended. */
    private void recover(JobExecution dead) {
        for (var attempt = 1; ; attempt++) {
            try {
                operator.recover(Objects.requireNonNull(repository.getJobExecution(dead.getId())));
                return;
            } catch (OptimisticLockingFailureException e) {
                if (attempt == RECOVERIES) {
                    throw e;
                }
            }
        }
    }

    /** A run that was asked to stop and then killed is called stopped by its history, and its steps running. */
    private JobExecution recovered(JobExecution ended) {
        if (ended.getStepExecutions().stream().anyMatch(step -> step.getStatus().isRunning())) {
            recover(ended);
            return Objects.requireNonNull(repository.getJobExecution(ended.getId()));
        }
        return ended;
    }

    /** The last run that asked for the same, if it did not come to its end. */
    private Optional<JobExecution> unfinished(RunRequest request) {
        return history.last(request)
                .filter(last -> last.getStatus() == BatchStatus.FAILED || last.getStatus() == BatchStatus.STOPPED);
    }
}
