package vssledger.pipeline;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
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
    private final JdbcClient jdbc;

    Export(Reports reports, RunDays days, RunTotals totals, ClosedMonths closed, JdbcClient jdbc) {
        this.reports = reports;
        this.days = days;
        this.totals = totals;
        this.closed = closed;
        this.jdbc = jdbc;
    }

    void export(long runId, RunRequest request) {
        var unchanged = days.of(runId).stream()
                .filter(RunDay::unchanged)
                .map(RunDay::day)
                .collect(Collectors.toSet());
        for (var scope : scopes(runId, request)) {
            var range = scope.range();
            var isUnchanged = unchanged.containsAll(range.days());
            var isClosed = closed.hold(range);
            var edition = reports.export(new ReportRun(scope, runId, isUnchanged, isClosed, totals.byName(scope)));
            jdbc.sql("INSERT INTO pipeline.run_edition (run_id, from_day, to_day, narrowed_to, edition, is_new,"
                            + " folder) VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            runId,
                            range.from(),
                            range.to(),
                            scope.narrowedTo(),
                            edition.number(),
                            edition.isNew(),
                            edition.folder().toString())
                    .update();
        }
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
        if (request.sending() == RunRequest.Sending.AGAIN) {
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
