package vssledger.pipeline;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.report.ReportRun;
import vssledger.report.Reports;

/** Which reports a run exports: those asked for, and again those that its stale days had made untrue. */
@Component
class Export {

    private static final Comparator<DateRange> IN_ORDER =
            Comparator.comparing(DateRange::from).thenComparing(DateRange::to);

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
        for (var range : ranges(runId, request)) {
            var isUnchanged = unchanged.containsAll(range.days());
            var isClosed = closed.hold(range);
            var edition = reports.export(new ReportRun(range, runId, isUnchanged, isClosed, totals.byName(range)));
            jdbc.sql("INSERT INTO pipeline.run_edition (run_id, from_day, to_day, edition, is_new, folder)"
                            + " VALUES (?, ?, ?, ?, ?, ?)")
                    .params(
                            runId,
                            range.from(),
                            range.to(),
                            edition.number(),
                            edition.isNew(),
                            edition.folder().toString())
                    .update();
        }
    }

    List<ExportedEdition> of(long runId) {
        return jdbc.sql("SELECT from_day, to_day, edition, is_new, folder FROM pipeline.run_edition WHERE run_id = ?"
                        + " ORDER BY from_day, to_day")
                .param(runId)
                .query((row, n) -> new ExportedEdition(
                        new DateRange(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)),
                        row.getInt(3),
                        row.getBoolean(4),
                        row.getString(5)))
                .list();
    }

    /** Those that are to be exported. */
    SortedSet<DateRange> ranges(long runId, RunRequest request) {
        var stale = staleDays(runId);
        var ranges = new TreeSet<>(IN_ORDER);
        ranges.add(request.range());
        if (request.late()) {
            stale.stream()
                    .filter(day -> day.isBefore(request.range().from()))
                    .map(DateRange::of)
                    .forEach(ranges::add);
        }
        ranges.addAll(reports.rangesOverlapping(stale));
        return ranges;
    }

    private List<LocalDate> staleDays(long runId) {
        return days.of(runId).stream().filter(RunDay::stale).map(RunDay::day).toList();
    }
}
