package vssledger.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.run.day.ControlTotals;
import vssledger.run.day.ReconciliationTotal;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;
import vssledger.run.day.RunTotals;
import vssledger.run.export.RunEditions;

/** Reads what came of a run. */
@Component
public class RunReports {

    private final JdbcClient jdbc;
    private final RunDays days;
    private final ControlTotals totals;
    private final RunEditions editions;

    RunReports(JdbcClient jdbc, RunDays days, ControlTotals totals, RunEditions editions) {
        this.jdbc = jdbc;
        this.days = days;
        this.totals = totals;
        this.editions = editions;
    }

    RunReport of(long runId, RunRequest request) {
        return new RunReport(
                runId,
                request.range(),
                days.of(runId).stream().map(RunDay::day).toList(),
                days.of(runId).stream()
                        .filter(RunDay::unchanged)
                        .map(RunDay::day)
                        .toList(),
                rederived(runId),
                outcomes(runId),
                totals.of(runId),
                reconciliation(runId),
                openBreaks(runId),
                editions.of(runId));
    }

    public List<RederivedDay> rederived(long runId) {
        var changes = jdbc
                .sql("""
                        SELECT business_day, what, sum(times), min(example)
                        FROM parse.rederived_change
                        WHERE run_id = ?
                        GROUP BY business_day, what
                        ORDER BY business_day, sum(times) DESC, what COLLATE "C"
                        """)
                .param(runId)
                .query((row, n) -> Map.entry(
                        row.getObject(1, LocalDate.class),
                        new RederivedDay.Change(row.getString(2), row.getLong(3), row.getLong(4))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.sql("""
                        SELECT business_day, sum(looked_at), sum(changed), sum(kept)
                        FROM parse.rederived_day
                        WHERE run_id = ?
                        GROUP BY business_day
                        ORDER BY business_day
                        """)
                .param(runId)
                .query((row, n) -> {
                    var day = row.getObject(1, LocalDate.class);
                    return new RederivedDay(
                            day, row.getLong(2), row.getLong(3), row.getLong(4), changes.getOrDefault(day, List.of()));
                })
                .list();
    }

    private List<RunReport.OutcomeCount> outcomes(long runId) {
        return jdbc.sql("""
                        SELECT f.product, f.session_status, count(*), sum(f.total_call_seconds)
                        FROM run.run_day d
                        JOIN fact.session f USING (business_day)
                        WHERE d.run_id = ?
                        GROUP BY f.product, f.session_status
                        ORDER BY f.product COLLATE "C", count(*) DESC, f.session_status COLLATE "C"
                        """)
                .param(runId)
                .query((row, n) ->
                        new RunReport.OutcomeCount(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    List<ReconciliationTotal> reconciliation(long runId) {
        return jdbc.sql("""
                        SELECT source, sum(expected), sum(facts), sum(matched), sum(broken), sum(missing), sum(unexpected)
                        FROM recon.control_total
                        WHERE run_id = ?
                        GROUP BY source
                        HAVING sum(expected) + sum(facts) > 0
                        ORDER BY source COLLATE "C"
                        """).param(runId).query(RunTotals::reconciliationTotal).list();
    }

    private List<RunReport.BreakCount> openBreaks(long runId) {
        return jdbc.sql("""
                        SELECT b.source, b.kind, count(*), sum(b.amount_at_stake), b.currency
                        FROM run.run_day d
                        JOIN recon.break b USING (business_day)
                        WHERE d.run_id = ? AND b.state <> 'RESOLVED' AND b.state <> 'ACCEPTED'
                        GROUP BY b.source, b.kind, b.currency
                        ORDER BY b.source COLLATE "C", b.kind COLLATE "C", b.currency COLLATE "C" NULLS LAST
                        """)
                .param(runId)
                .query((row, n) -> new RunReport.BreakCount(
                        row.getString(1), row.getString(2), row.getLong(3), row.getBigDecimal(4), row.getString(5)))
                .list();
    }
}
