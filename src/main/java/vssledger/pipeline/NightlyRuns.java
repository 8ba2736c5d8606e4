package vssledger.pipeline;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;
import vssledger.deliver.Delivery;
import vssledger.deliver.OpsMessages;
import vssledger.platform.UserError;

/** Runs the nightly job: one at a time, going on where a run of the same days had failed or died. */
@Component
public class NightlyRuns {

    private static final Logger log = LoggerFactory.getLogger(NightlyRuns.class);

    private final RunLock lock;
    private final JobOperator operator;
    private final JobRepository repository;
    private final Job nightly;
    private final RunHistory history;
    private final RunReports reports;
    private final Retention retention;
    private final Delivery delivery;
    private final OpsMessages ops;

    NightlyRuns(
            RunLock lock,
            JobOperator operator,
            JobRepository repository,
            Job nightly,
            RunHistory history,
            RunReports reports,
            Retention retention,
            Delivery delivery,
            OpsMessages ops) {
        this.lock = lock;
        this.operator = operator;
        this.repository = repository;
        this.nightly = nightly;
        this.history = history;
        this.reports = reports;
        this.retention = retention;
        this.delivery = delivery;
        this.ops = ops;
    }

    /**
     * Runs to the end and tells what came of it.
     *
     * @throws UserError if another run holds the books, or facts of these days were dropped after their time
     * @throws RunFailed if a step fails; asking for the same days again goes on from there
     */
    public RunReport run(RunRequest request) {
        retention.requireKept(request);
        return lock.holding(() -> runAlone(request)).orElseThrow(this::held);
    }

    private RunReport runAlone(RunRequest request) {
        recoverTheDead();
        var execution = execute(request);
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            var failure = RunFailed.of(execution);
            tellOps(failure, request);
            throw failure;
        }
        return reports.of(execution.getId(), request);
    }

    private void tellOps(RunFailed failure, RunRequest request) {
        ops.tell(
                "Run " + failure.runId() + " failed",
                failure.getMessage() + "\n\nOnce the cause is mended, this goes on"
                        + " from there: vss run --from " + request.range().from() + " --to "
                        + request.range().to());
    }

    /** Sends what could not be sent before and is to be tried again by now; nothing while somebody is at work on the books. */
    void retryDeliveries() {
        if (delivery.isAnyToBeRetried()) {
            lock.holding(() -> {
                delivery.retry();
                return true;
            });
        }
    }

    private JobExecution execute(RunRequest request) {
        try {
            var unfinished = unfinished(request);
            if (unfinished.isPresent()) {
                log.info("Going on where run {} had ended", unfinished.get().getId());
                return operator.restart(unfinished.get());
            }
            return operator.start(
                    nightly, RunParameters.of(request, history.nextNumber(NightlyJobConfiguration.NIGHTLY)));
        } catch (JobExecutionException e) {
            throw new IllegalStateException("The nightly job cannot be started: " + e.getMessage(), e);
        }
    }

    /** Who holds the lock runs; whatever else the history calls running has died. */
    private void recoverTheDead() {
        repository.findRunningJobExecutions(NightlyJobConfiguration.NIGHTLY).forEach(dead -> {
            log.warn("Run {} had died; it is taken up again when its days are run", dead.getId());
            operator.recover(dead);
        });
    }

    /** The last run, if it asked for the same and did not come to its end. */
    private Optional<JobExecution> unfinished(RunRequest request) {
        return history.last()
                .filter(last -> last.getStatus() == BatchStatus.FAILED || last.getStatus() == BatchStatus.STOPPED)
                .filter(last -> RunParameters.request(last.getJobParameters()).equals(request));
    }

    BooksHeld held() {
        var holder = repository.findRunningJobExecutions(NightlyJobConfiguration.NIGHTLY).stream()
                .findFirst()
                .map(run -> "Run " + run.getId() + " has been at work since "
                        + RunHistory.instant(run.getStartTime() == null ? run.getCreateTime() : run.getStartTime()))
                .orElse("Another process is just starting or ending a run");
        return new BooksHeld(holder + ". Wait for its end (see: vss status), then try again.");
    }
}
