package vssledger.run;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLocks;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;
import vssledger.report.ReportScope;
import vssledger.run.day.ControlTotals;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;
import vssledger.run.export.RunEditions;
import vssledger.run.history.RunCauses;
import vssledger.run.history.RunDetail;
import vssledger.run.history.RunHistory;
import vssledger.run.history.RunSteps;
import vssledger.run.history.RunSummary;
import vssledger.run.job.NightlyJob;

/** The runs there were and are, as Spring Batch keeps them, to be looked at, stopped and started again. */
@Component
public class Runs {

    private final JobRepository repository;
    private final JobOperator operator;
    private final NightlyRuns nightly;
    private final RunHistory history;
    private final DayLocks locks;
    private final RunSteps steps;
    private final RunDays days;
    private final ControlTotals totals;
    private final RunReports reports;
    private final RunEditions editions;
    private final RunCauses causes;
    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(
            JobRepository repository,
            JobOperator operator,
            NightlyRuns nightly,
            RunHistory history,
            DayLocks locks,
            RunSteps steps,
            RunDays days,
            ControlTotals totals,
            RunReports reports,
            RunEditions editions,
            RunCauses causes,
            JdbcClient jdbc,
            Clock clock) {
        this.repository = repository;
        this.operator = operator;
        this.nightly = nightly;
        this.history = history;
        this.locks = locks;
        this.steps = steps;
        this.days = days;
        this.totals = totals;
        this.reports = reports;
        this.editions = editions;
        this.causes = causes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    public List<RunSummary> list(int most) {
        return history.newest(most);
    }

    /**
     * All that is known of a run.
     *
     * @throws UserException if there is no such run
     */
    public RunDetail show(long runId) {
        var run = run(runId);
        var summary = RunHistory.summary(run, locks.liveRuns());
        var request = RunParameters.request(run.getJobParameters());
        var asked = asked(runId);
        var failure = causes.of(run);
        var later = continuedBy(run);
        return new RunDetail(
                summary,
                RunCommandLine.options(request),
                asked.who(),
                asked.why(),
                steps.of(run, clock.instant()),
                days.of(runId).stream().map(RunDay::day).toList(),
                totals.of(runId),
                reports.reconciliation(runId),
                editions.of(runId),
                mails(runId, summary, request),
                failure.map(RunCauses.Failure::words).orElse(null),
                failure.map(RunCauses.Failure::cause).orElse(null),
                failure.map(RunCauses.Failure::look).orElse(null),
                later.orElse(null),
                later.isPresent() ? null : command(summary, request));
    }

    /**
     * Lets a run end after its current chunk, wherever it runs; it can be restarted.
     *
     * @throws UserException if there is no such run, or it does not run
     */
    public void stop(long runId) {
        var run = run(runId);
        if (!locks.liveRuns().contains(runId)) {
            throw new UserException("Run " + runId + " is not at work: it is "
                    + RunHistory.summary(run, Set.of()).state().name().toLowerCase(java.util.Locale.ROOT) + ".");
        }
        try {
            operator.stop(run);
        } catch (JobExecutionNotRunningException e) {
            throw new UserException("Run " + runId + " is about to end by itself, or was asked to stop before.", e);
        }
    }

    /**
     * Goes on where a run ended before its end.
     *
     * @throws UserException if there is no such run, or it came to its end
     * @throws DaysLockedException if somebody else is at work on one of its days, and it is not to wait
     * @throws RunFailedException if a step fails again
     */
    public RunReport restart(long runId, RunOrigin asked) {
        return nightly.run(toRestart(runId), asked);
    }

    /**
     * What is gone on with where a run ended before its end.
     *
     * @throws UserException if there is no such run, it came to its end, or a later one went on
     */
    public RunRequest toRestart(long runId) {
        var run = run(runId);
        var request = RunParameters.request(run.getJobParameters());
        if (run.getStatus() == BatchStatus.COMPLETED) {
            throw new UserException(
                    "Run " + runId + " came to its end: nothing is left of it to be done. To run its days again: "
                            + RunCommandLine.of(request) + " --which all");
        }
        continuedBy(run).ifPresent(later -> {
            throw new UserException(
                    "Run " + later + " went on where run " + runId + " had ended. See: vss runs show " + later);
        });
        return request;
    }

    private JobExecution run(long runId) {
        return Optional.ofNullable(jdbc.sql("SELECT 1 FROM batch.batch_job_execution WHERE job_execution_id = ?")
                        .param(runId)
                        .query(Integer.class)
                        .optional()
                        .map(there -> repository.getJobExecution(runId))
                        .orElse(null))
                .filter(run -> run.getJobInstance().getJobName().equals(NightlyJob.NAME))
                .orElseThrow(() -> new UserException("There is no run " + runId + ". See: vss runs list"));
    }

    /** The last run that went on where this one had ended. */
    private Optional<Long> continuedBy(JobExecution run) {
        return Optional.ofNullable(repository.getLastJobExecution(run.getJobInstance()))
                .map(JobExecution::getId)
                .filter(last -> last != run.getId());
    }

    private RunOrigin asked(long runId) {
        return jdbc.sql("SELECT asked_by, why FROM run.run WHERE run_id = ?")
                .param(runId)
                .query((row, n) -> new RunOrigin(row.getString(1), row.getString(2), false))
                .optional()
                .orElse(new RunOrigin("not known", null, false));
    }

    private static @Nullable String command(RunSummary run, RunRequest request) {
        return switch (run.state()) {
            case COMPLETED, RUNNING, STOPPING -> null;
            case FAILED, STOPPED -> "vss runs restart " + run.id();
            case DIED -> RunCommandLine.of(request);
        };
    }

    /** Of the editions of this run, as long as no later run had them, or of those that it was only to send again. */
    private List<RunDetail.Mail> mails(long runId, RunSummary run, RunRequest request) {
        if (run.startedAt() == null) {
            return List.of();
        }
        var end = run.endedAt() == null ? clock.instant() : run.endedAt();
        return jdbc.sql("""
                        SELECT d.recipient, d.from_day, d.to_day, d.narrowed_to, d.edition, a.at, a.problem
                        FROM subscription.dispatch d
                        JOIN subscription.attempt a ON a.dispatch_id = d.id
                        LEFT JOIN run.run_edition e ON e.run_id = :run
                            AND (e.from_day, e.to_day, e.narrowed_to, e.edition)
                              = (d.from_day, d.to_day, d.narrowed_to, d.edition)
                        WHERE (e.run_id IS NOT NULL OR (:again AND d.from_day = :from AND d.to_day = :to))
                          AND a.at BETWEEN :begin AND :end
                        ORDER BY a.at, a.id
                        """)
                .param("run", runId)
                .param("again", request.sending() == RunRequest.Sending.AGAIN)
                .param("from", request.range().from())
                .param("to", request.range().to())
                .param("begin", Timestamp.from(run.startedAt().minus(Duration.ofSeconds(1))))
                .param("end", Timestamp.from(end.plus(Duration.ofSeconds(1))))
                .query((row, n) -> new RunDetail.Mail(
                        row.getString(1),
                        ReportScope.of(
                                new DateRange(row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class)),
                                row.getString(4)),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant(),
                        row.getString(7)))
                .list();
    }
}
