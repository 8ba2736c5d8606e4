package vssledger.run.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.Parallelism;
import vssledger.platform.Progress;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.report.edition.EditionId;
import vssledger.run.ExportedEdition;
import vssledger.run.RunRequest;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/** Which reports a run exports: those asked for, and again those that its stale days had made untrue. */
@Component
public class Export {

    /** Each edition takes three connections, each report of a large one two. */
    private static final int MOST_SIDE_BY_SIDE = 8;

    private final Reports reports;
    private final RunDays days;
    private final LargeEdition large;
    private final Partitions partitions;
    private final PartitionedStep shareOfExport;
    private final Progress progress;
    private final JdbcClient jdbc;

    Export(
            Reports reports,
            RunDays days,
            LargeEdition large,
            Partitions partitions,
            PartitionedStep shareOfExport,
            Progress progress,
            JdbcClient jdbc) {
        this.reports = reports;
        this.days = days;
        this.large = large;
        this.partitions = partitions;
        this.shareOfExport = shareOfExport;
        this.progress = progress;
        this.jdbc = jdbc;
    }

    /** Gets ready to tell how far it has come. */
    void begin(RunRequest request, long runId) {
        progress.begin("Writing reports", "editions", left(request, runId).size());
    }

    /**
     * Has editions made that are left, by this process and by workers elsewhere: first the smaller ones, as many side by side as are
     * asked for, then the next of the large ones, each by as many.
     *
     * @return whether there is more to do
     */
    boolean next(RunRequest request, StepExecution step) {
        var left = left(request, step.getJobExecutionId());
        var small = left.stream().filter(scope -> !large.isOf(scope)).toList();
        if (!small.isEmpty()) {
            share(small, request, step);
        } else if (!left.isEmpty()) {
            large.make(
                    left.get(0),
                    step,
                    Math.min(MOST_SIDE_BY_SIDE, Parallelism.here(request.order().parallel())));
            progress.add(1);
        }
        step.setReadCount(of(step.getJobExecutionId()).size());
        var isLast = left.size() <= Math.max(1, small.size());
        if (isLast) {
            progress.end();
        }
        return !isLast;
    }

    private void share(List<ReportScope> editions, RunRequest request, StepExecution step) {
        var shares = Partitions.inOrder(editions, ReportScope::toString, EditionPartition::of);
        var threads = Math.min(MOST_SIDE_BY_SIDE, Math.max(1, request.order().parallel()));
        partitions.share(step, shareOfExport, shares, threads, progress::reached);
    }

    /** Those that are to be exported and are not yet, in the order that is asked for. */
    private List<ReportScope> left(RunRequest request, long runId) {
        var done = of(runId).stream().map(ExportedEdition::scope).collect(Collectors.toSet());
        var left = new ArrayList<>(scopes(runId, request));
        left.removeAll(done);
        if (request.order().newestFirst()) {
            Collections.reverse(left);
        }
        return left;
    }

    /**
     * What this run is to bring to its readers: what it exported or, where it exports nothing, the newest edition of its range, if it has
     * one.
     */
    List<ExportedEdition> toDeliver(long runId, RunRequest request) {
        if (request.does(RunRequest.Part.EXPORT)) {
            return of(runId);
        }
        return newest(request.scope()).stream().toList();
    }

    private Optional<ExportedEdition> newest(ReportScope scope) {
        return jdbc.sql("SELECT max(edition) FROM report.edition WHERE from_day = ? AND to_day = ? AND narrowed_to = ?")
                .params(scope.range().from(), scope.range().to(), scope.narrowedTo())
                .query(Integer.class)
                .optional()
                .map(newest -> new ExportedEdition(
                        scope,
                        newest,
                        false,
                        reports.folder(new EditionId(scope, newest)).toString()));
    }

    public List<ExportedEdition> of(long runId) {
        return jdbc.sql("SELECT from_day, to_day, narrowed_to, edition, is_new, folder FROM run.run_edition"
                        + " WHERE run_id = ? ORDER BY from_day, to_day, narrowed_to COLLATE \"C\"")
                .param(runId)
                .query((row, n) -> new ExportedEdition(
                        ReportScope.of(
                                new DateRange(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)),
                                row.getString(3)),
                        row.getInt(4),
                        row.getBoolean(5),
                        row.getString(6)))
                .list();
    }

    /** Those that are to be exported. */
    public SortedSet<ReportScope> scopes(long runId, RunRequest request) {
        var stale = staleDays(runId);
        var scopes = new TreeSet<ReportScope>();
        scopes.add(request.scope());
        if (request.late()) {
            stale.stream()
                    .filter(day -> day.isBefore(request.range().from()))
                    .map(day -> ReportScope.of(DateRange.of(day)))
                    .forEach(scopes::add);
        }
        scopes.addAll(reports.scopesOverlapping(stale));
        return scopes;
    }

    private List<LocalDate> staleDays(long runId) {
        return days.of(runId).stream().filter(RunDay::stale).map(RunDay::day).toList();
    }
}
