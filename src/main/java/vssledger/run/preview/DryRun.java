package vssledger.run.preview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.expected.LineMeanings;
import vssledger.lock.DayLocks;
import vssledger.parse.Parsing;
import vssledger.platform.db.DateArray;
import vssledger.platform.db.SqlFiles;
import vssledger.reconcile.Reconciliation;
import vssledger.reconcile.matching.ListMatching;
import vssledger.run.RunReports;
import vssledger.run.RunRequest;
import vssledger.run.day.ControlTotal;
import vssledger.run.day.DroppedMonths;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;
import vssledger.run.export.RunEditions;

/** Tells what a run would change: does all of it but the reports in one transaction, looks, and undoes it. */
@Component
public class DryRun {

    /** No run has this number. */
    private static final long NO_RUN = 0;

    private final DayLocks locks;
    private final Parsing parsing;
    private final LineMeanings meanings;
    private final ListMatching identification;
    private final RunDays days;
    private final Reconciliation reconciliation;
    private final RunEditions editions;
    private final RunReports reports;
    private final DroppedMonths dropped;
    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final TransactionTemplate undone;
    private final TransactionTemplate apart;

    DryRun(
            DayLocks locks,
            Parsing parsing,
            LineMeanings meanings,
            ListMatching identification,
            RunDays days,
            Reconciliation reconciliation,
            RunEditions editions,
            RunReports reports,
            DroppedMonths dropped,
            JdbcClient jdbc,
            SqlFiles sql,
            PlatformTransactionManager transactions) {
        this.locks = locks;
        this.parsing = parsing;
        this.meanings = meanings;
        this.identification = identification;
        this.days = days;
        this.reconciliation = reconciliation;
        this.editions = editions;
        this.reports = reports;
        this.dropped = dropped;
        this.jdbc = jdbc;
        this.sql = sql;
        this.undone = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Tells what this run would do, and does none of it.
     *
     * @throws DaysLockedException if somebody parses, or is at work on these days
     */
    public DryRunReport of(RunRequest request) {
        dropped.requireKept(request);
        return locks.withInbox(
                "A dry run of " + request.range(),
                List.of(request.range()),
                () -> Objects.requireNonNull(undone.execute(status -> {
                    status.setRollbackOnly();
                    return rehearse(request);
                })));
    }

    private DryRunReport rehearse(RunRequest request) {
        parsing.parse(NO_RUN);
        if (request.reparse()) {
            parsing.reparse(request.range(), NO_RUN);
        }
        meanings.update();
        identification.identify();
        days.choose(NO_RUN, request);
        var chosen = days.of(NO_RUN);
        reconciliation.rehearse(
                chosen.stream().filter(day -> !day.unchanged()).map(RunDay::day).toList(), NO_RUN);
        var all = touched();
        chosen.stream().map(RunDay::day).forEach(all::add);
        var then = figures(all);
        var now = Objects.requireNonNull(apart.execute(status -> figures(all)));
        var carriedBefore = new HashSet<>(jdbc.sql("SELECT business_day FROM run.day")
                .query(LocalDate.class)
                .list());
        var byDay = chosen.stream().collect(Collectors.toMap(RunDay::day, Function.identity()));
        return new DryRunReport(
                request.range(),
                all.stream()
                        .map(day -> new DryRunReport.Day(
                                day,
                                Objects.requireNonNull(now.get(day)),
                                Objects.requireNonNull(then.get(day)),
                                verdict(byDay.get(day), carriedBefore.contains(day))))
                        .toList(),
                reports.rederived(NO_RUN),
                List.copyOf(editions.scopes(NO_RUN, request)));
    }

    private static DryRunReport.Verdict verdict(@Nullable RunDay chosen, boolean carriedBefore) {
        if (chosen == null) {
            return DryRunReport.Verdict.LEFT_STALE;
        }
        if (chosen.unchanged()) {
            return DryRunReport.Verdict.UNCHANGED;
        }
        return carriedBefore ? DryRunReport.Verdict.AGAIN : DryRunReport.Verdict.NEW;
    }

    private NavigableSet<LocalDate> touched() {
        return new TreeSet<>(jdbc.sql("SELECT DISTINCT business_day FROM parse.touched_day WHERE run_id = ?")
                .param(NO_RUN)
                .query(LocalDate.class)
                .list());
    }

    private Map<LocalDate, DryRunReport.Figures> figures(NavigableSet<LocalDate> of) {
        return jdbc
                .sql(sql.load("run/day_figures.sql"))
                .param("days", new DateArray(of))
                .query((row, n) -> figures(row))
                .list()
                .stream()
                .collect(Collectors.toMap(figures -> figures.deliveries().day(), Function.identity()));
    }

    private static DryRunReport.Figures figures(ResultSet row) throws SQLException {
        return new DryRunReport.Figures(
                new ControlTotal(
                        row.getObject("business_day", LocalDate.class),
                        row.getLong("deliveries"),
                        row.getLong("facts"),
                        row.getLong("duplicates"),
                        row.getLong("superseded"),
                        row.getLong("quarantined"),
                        row.getLong("not_vss")),
                row.getLong("open_breaks"));
    }
}
