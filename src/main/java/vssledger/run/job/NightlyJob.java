package vssledger.run.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.lock.DayLock;
import vssledger.run.RunOrigin;
import vssledger.run.RunProperties;
import vssledger.run.RunRequest.Part;
import vssledger.run.export.ExportStep;

/**
 * The nightly job, in its order. Every step finds its work in the database, so a run that ended in the middle goes on when it is started
 * again, and one that ended well changes nothing.
 */
@Component
@EnableConfigurationProperties(RunProperties.class)
public class NightlyJob {

    /** As Spring Batch knows the job. */
    public static final String NAME = "nightly";

    private final JobRepository repository;
    private final JdbcClient jdbc;
    private final RunStepFactory steps;
    private final OpenInboxStep openInbox;
    private final Step parseStep;
    private final Step reparseStep;
    private final MatchLinesStep matchLines;
    private final CloseInboxStep closeInbox;
    private final ChooseDaysStep chooseDays;
    private final CountDeliveriesStep countDeliveries;
    private final ReconcileStep reconcile;
    private final RecordRestatementsStep recordRestatements;
    private final RecordAdjustmentsStep recordAdjustments;
    private final CheckTotalsStep checkTotals;
    private final ExportStep export;
    private final FinishDaysStep finishDays;
    private final SendStep send;
    private final DropOldDataStep dropOldData;

    NightlyJob(
            JobRepository repository,
            JdbcClient jdbc,
            RunStepFactory steps,
            OpenInboxStep openInbox,
            Step parseStep,
            Step reparseStep,
            MatchLinesStep matchLines,
            CloseInboxStep closeInbox,
            ChooseDaysStep chooseDays,
            CountDeliveriesStep countDeliveries,
            ReconcileStep reconcile,
            RecordRestatementsStep recordRestatements,
            RecordAdjustmentsStep recordAdjustments,
            CheckTotalsStep checkTotals,
            ExportStep export,
            FinishDaysStep finishDays,
            SendStep send,
            DropOldDataStep dropOldData) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.steps = steps;
        this.openInbox = openInbox;
        this.parseStep = parseStep;
        this.reparseStep = reparseStep;
        this.matchLines = matchLines;
        this.closeInbox = closeInbox;
        this.chooseDays = chooseDays;
        this.countDeliveries = countDeliveries;
        this.reconcile = reconcile;
        this.recordRestatements = recordRestatements;
        this.recordAdjustments = recordAdjustments;
        this.checkTotals = checkTotals;
        this.export = export;
        this.finishDays = finishDays;
        this.send = send;
        this.dropOldData = dropOldData;
    }

    /**
     * The job of one run.
     *
     * @param lock on what the run works; it is passed to each step
     */
    public Job of(DayLock lock, RunOrigin origin) {
        return new JobBuilder(NAME, repository)
                .listener(new RunStart(jdbc, lock, origin))
                .start(steps.of(openInbox, lock)) // one run at a time parses, others may be at work on their days
                .next(parsing(parseStep)) // capture.delivery → fact.*, parse.quarantine
                .next(parsing(reparseStep)) // if asked for: the same, of deliveries that were parsed before
                .next(steps.of(matchLines, lock)) // what lines mean by now; lines without an id → their sessions
                .next(steps.of(closeInbox, lock))
                .next(steps.of(chooseDays, lock)) // the days asked for, and those that something touched
                .next(steps.of(countDeliveries, lock)) // → the control totals of deliveries
                .next(steps.of(reconcile, lock)) // fact.* with expected.* → recon.*
                .next(steps.of(recordRestatements, lock)) // what these days have become since they were reported
                .next(steps.of(recordAdjustments, lock)) // what closed months have become → recon.adjustment
                .next(steps.of(checkTotals, lock)) // fails the run if they do not balance
                .next(steps.of(export, lock)) // → reports/out
                .next(steps.of(finishDays, lock)) // these days are done
                .next(steps.of(send, lock)) // to those who subscribed
                .next(steps.of(dropOldData, lock)) // months that are past their retention
                .build();
    }

    private Step parsing(Step step) {
        return new OptionalStep(step, request -> request.does(Part.PARSE), repository);
    }
}
