package vssledger.run.job;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import vssledger.platform.Progress;
import vssledger.reconcile.PartitionedReconciliation;
import vssledger.reconcile.Reconciliation;
import vssledger.run.RunRequest;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;

/** Reconciles the days of a run, some at a time: after each time the run can be stopped, and what was done by then stands. */
@Component
class ReconcileStep implements ChunkedRunStep {

    /** At a time. What is expected on one day often comes on the next: large enough that most pairs are reconciled together. */
    private static final int DAYS = 31;

    private final RunDays days;
    private final Reconciliation reconciliation;
    private final PartitionedReconciliation partitioned;
    private final Progress progress;

    ReconcileStep(
            RunDays days, Reconciliation reconciliation, PartitionedReconciliation partitioned, Progress progress) {
        this.days = days;
        this.reconciliation = reconciliation;
        this.partitioned = partitioned;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "reconcile";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.RECONCILE);
    }

    /** Keeps the results that stand, and gets ready for the others. */
    @Override
    public void begin(RunContext run) {
        var all = days.of(run.runId());
        var standing = all.stream().filter(ReconcileStep::stands).toList();
        reconciliation.keep(dates(standing), run.runId());
        progress.begin("Reconciling", "days", all.size() - standing.size());
    }

    @Override
    public boolean next(RunContext run, StepExecution step) {
        var inOrder = Comparator.comparing(RunDay::day);
        var left = days.of(run.runId()).stream()
                .filter(day -> !stands(day))
                .sorted(run.request().order().newestFirst() ? inOrder.reversed() : inOrder)
                .toList();
        var chunk = dates(left.subList(0, Math.min(DAYS, left.size())));
        if (!chunk.isEmpty()) {
            partitioned.reconcile(chunk, step);
            days.reconciled(run.runId(), chunk);
            progress.add(chunk.size());
        }
        var isLast = left.size() <= DAYS;
        if (isLast) {
            progress.end();
        }
        return !isLast;
    }

    private static boolean stands(RunDay day) {
        return day.unchanged() || day.reconciled();
    }

    private static List<LocalDate> dates(List<RunDay> days) {
        return days.stream().map(RunDay::day).toList();
    }
}
