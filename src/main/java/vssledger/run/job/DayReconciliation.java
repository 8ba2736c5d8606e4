package vssledger.run.job;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import vssledger.platform.Progress;
import vssledger.reconcile.PartitionedReconciliation;
import vssledger.reconcile.Reconciliation;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;

/** Reconciles the days of a run in portions: after each of them a run can be stopped, and what it has done by then stands. */
@Component
class DayReconciliation {

    /** What is expected on one day is often told by the next: large enough that most pairs lie in one portion. */
    private static final int DAYS = 31;

    private final RunDays days;
    private final Reconciliation reconciliation;
    private final PartitionedReconciliation shared;
    private final Progress progress;

    DayReconciliation(
            RunDays days, Reconciliation reconciliation, PartitionedReconciliation shared, Progress progress) {
        this.days = days;
        this.reconciliation = reconciliation;
        this.shared = shared;
        this.progress = progress;
    }

    /** Keeps the results that stand, and gets ready for the others. */
    void begin(long runId) {
        var all = days.of(runId);
        var standing = all.stream().filter(DayReconciliation::stands).toList();
        reconciliation.keep(dates(standing), runId);
        progress.begin("Reconciling", "days", all.size() - standing.size());
    }

    /** Reconciles the next portion. @return whether there is more to do */
    boolean next(StepExecution step, boolean newestFirst) {
        var runId = step.getJobExecutionId();
        var inOrder = Comparator.comparing(RunDay::day);
        var left = days.of(runId).stream()
                .filter(day -> !stands(day))
                .sorted(newestFirst ? inOrder.reversed() : inOrder)
                .toList();
        var portion = dates(left.subList(0, Math.min(DAYS, left.size())));
        if (!portion.isEmpty()) {
            shared.reconcile(portion, step);
            days.reconciled(runId, portion);
            progress.add(portion.size());
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
