package vssledger.run.export;

import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.report.ReportRun;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.report.edition.Edition;
import vssledger.run.day.ClosedMonths;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;
import vssledger.run.day.RunTotals;

/** Makes one of the editions of a run, in whatever process. */
@Component
class EditionPartition {

    private final Reports reports;
    private final RunDays days;
    private final RunTotals totals;
    private final ClosedMonths closed;
    private final JdbcClient jdbc;

    EditionPartition(Reports reports, RunDays days, RunTotals totals, ClosedMonths closed, JdbcClient jdbc) {
        this.reports = reports;
        this.days = days;
        this.totals = totals;
        this.closed = closed;
        this.jdbc = jdbc;
    }

    static ExecutionContext of(ReportScope scope) {
        var context = new ExecutionContext();
        context.putString("from", scope.range().from().toString());
        context.putString("to", scope.range().to().toString());
        context.putString("narrowedTo", scope.narrowedTo());
        return context;
    }

    static ReportScope scope(ExecutionContext context) {
        return ReportScope.of(
                new DateRange(LocalDate.parse(context.getString("from")), LocalDate.parse(context.getString("to"))),
                context.getString("narrowedTo"));
    }

    void make(StepContribution contribution) {
        var step = contribution.getStepExecution();
        make(scope(step.getExecutionContext()), step.getJobExecutionId(), reports::export);
        contribution.incrementReadCount();
    }

    /** Makes it, and enters that the run has done so. Wants a transaction. */
    void make(ReportScope scope, long runId, Function<ReportRun, Edition> how) {
        var unchanged = days.of(runId).stream()
                .filter(RunDay::unchanged)
                .map(RunDay::day)
                .collect(Collectors.toSet());
        var run = new ReportRun(
                scope,
                runId,
                unchanged.containsAll(scope.range().days()),
                closed.hold(scope.range()),
                totals.byName(scope));
        enter(how.apply(run), runId);
    }

    private void enter(Edition edition, long runId) {
        jdbc.sql("INSERT INTO run.run_edition (run_id, from_day, to_day, narrowed_to, edition, is_new, folder)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        runId,
                        edition.scope().range().from(),
                        edition.scope().range().to(),
                        edition.scope().narrowedTo(),
                        edition.number(),
                        edition.isNew(),
                        edition.folder().toString())
                .update();
    }
}
