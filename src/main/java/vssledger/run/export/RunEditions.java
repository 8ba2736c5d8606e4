package vssledger.run.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.report.edition.EditionId;
import vssledger.run.ExportedEdition;
import vssledger.run.RunRequest;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;

/** The editions of a run: which of them it is to export, and which it has exported. */
@Component
public class RunEditions {

    private final Reports reports;
    private final RunDays days;
    private final JdbcClient jdbc;

    RunEditions(Reports reports, RunDays days, JdbcClient jdbc) {
        this.reports = reports;
        this.days = days;
        this.jdbc = jdbc;
    }

    /**
     * What this run is to send: what it exported or, if it exports nothing, the newest edition of its range, if there is one.
     */
    public List<ExportedEdition> toSend(long runId, RunRequest request) {
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

    /** What a run has exported, in the order of their ranges. */
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

    /**
     * What a run is to export: what was asked for and, again, those editions that its stale days have made untrue.
     */
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
