package vssledger.pipeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.Progress;
import vssledger.platform.UserError;
import vssledger.report.Edition;
import vssledger.report.EditionId;
import vssledger.report.ReportRun;
import vssledger.report.ReportScope;
import vssledger.report.Reports;

/** Which reports a run exports: those asked for, and again those that its stale days had made untrue. */
@Component
class Export {

    private final Reports reports;
    private final RunDays days;
    private final RunTotals totals;
    private final ClosedMonths closed;
    private final Progress progress;
    private final JdbcClient jdbc;

    Export(Reports reports, RunDays days, RunTotals totals, ClosedMonths closed, Progress progress, JdbcClient jdbc) {
        this.reports = reports;
        this.days = days;
        this.totals = totals;
        this.closed = closed;
        this.progress = progress;
        this.jdbc = jdbc;
    }

    /** Gets ready to tell how far it has come. */
    void begin(RunRequest request, long runId) {
        progress.begin("Writing reports", "editions", left(request, runId).size());
    }

    /** Makes the next editions, as many side by side as are asked for. @return whether there is more to do */
    boolean next(RunRequest request, long runId) {
        var left = left(request, runId);
        var next = left.subList(0, Math.min(Math.max(1, request.order().parallel()), left.size()));
        var unchanged = days.of(runId).stream()
                .filter(RunDay::unchanged)
                .map(RunDay::day)
                .collect(Collectors.toSet());
        if (next.size() == 1) {
            enter(edition(runId, next.get(0), unchanged), runId);
        } else {
            sideBySide(next.stream()
                            .map(scope -> (Callable<Edition>) () -> edition(runId, scope, unchanged))
                            .toList())
                    .forEach(edition -> enter(edition, runId));
        }
        progress.add(next.size());
        if (next.size() == left.size()) {
            progress.end();
        }
        return next.size() < left.size();
    }

    private Edition edition(long runId, ReportScope scope, Set<LocalDate> unchanged) {
        return reports.export(new ReportRun(
                scope,
                runId,
                unchanged.containsAll(scope.range().days()),
                closed.hold(scope.range()),
                totals.byName(scope)));
    }

    private static List<Edition> sideBySide(List<Callable<Edition>> all) {
        var workers = Executors.newFixedThreadPool(all.size());
        try {
            var done = new ArrayList<Edition>();
            for (var one : workers.invokeAll(all)) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reports are written", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void enter(Edition edition, long runId) {
        jdbc.sql("INSERT INTO pipeline.run_edition (run_id, from_day, to_day, narrowed_to, edition, is_new, folder)"
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
     * What this run is to bring to its readers: what it exported or, where it exports nothing, the newest edition of its range.
     *
     * @throws UserError if there is none
     */
    List<ExportedEdition> toDeliver(long runId, RunRequest request) {
        if (request.does(RunRequest.Part.EXPORT)) {
            return of(runId);
        }
        var scope = request.scope();
        var newest = jdbc.sql(
                        "SELECT max(edition) FROM report.edition WHERE from_day = ? AND to_day = ? AND narrowed_to = ?")
                .params(scope.range().from(), scope.range().to(), scope.narrowedTo())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new UserError("There are no reports of " + scope.inWords()
                        + " to deliver. Let --only name export, too, or name a range that was reported."));
        return List.of(new ExportedEdition(
                scope,
                newest,
                false,
                reports.folder(new EditionId(scope, newest)).toString()));
    }

    List<ExportedEdition> of(long runId) {
        return jdbc.sql("SELECT from_day, to_day, narrowed_to, edition, is_new, folder FROM pipeline.run_edition"
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
    SortedSet<ReportScope> scopes(long runId, RunRequest request) {
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
        if (request.sending() == RunRequest.Sending.AGAIN && !request.scope().isNarrowed()) {
            reports.scopesOverlapping(request.range().days()).stream()
                    .filter(scope -> scope.range().equals(request.range()))
                    .forEach(scopes::add);
        }
        return scopes;
    }

    private List<LocalDate> staleDays(long runId) {
        return days.of(runId).stream().filter(RunDay::stale).map(RunDay::day).toList();
    }
}
