package vssledger.cli.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import vssledger.cli.text.TextTable;
import vssledger.run.RederivedDay;
import vssledger.run.RunReport;
import vssledger.run.day.ControlTotal;
import vssledger.run.day.ReconciliationTotal;

/** What came of a run, for a person at a terminal. */
public final class RunReportText {

    private RunReportText() {}

    public static void print(RunReport run, PrintWriter out) {
        out.println("Run " + run.runId() + ", business days " + days(run));
        unchanged(run, out);
        rederived(run.rederived(), out);
        outcomes(run, out);
        controlTotals(run, out);
        reconciliation(run, out);
        breaks(run, out);
        files(run, out);
        out.flush();
    }

    private static String days(RunReport run) {
        var range = run.range().inWords();
        var others =
                run.days().stream().filter(day -> !run.range().contains(day)).toList();
        return others.isEmpty() ? range : range + ", and touched by late data: " + list(others);
    }

    private static String list(List<?> days) {
        var shown = days.stream().limit(5).map(Object::toString).toList();
        return String.join(", ", shown) + (days.size() > 5 ? " and " + (days.size() - 5) + " more" : "");
    }

    private static void unchanged(RunReport run, PrintWriter out) {
        if (!run.unchanged().isEmpty()) {
            out.println("Nothing has touched "
                    + (run.unchanged().size() == run.days().size() ? "them" : list(run.unchanged()))
                    + " since the last run, so their reconciliation stands.");
        }
    }

    static void rederived(List<RederivedDay> days, PrintWriter out) {
        if (days.isEmpty()) {
            return;
        }
        out.println();
        out.println("Derived anew from the inbox: sessions, and deliveries without one");
        var table = new TextTable(
                "business day", "looked at", "changed", "kept", "what is otherwise (times; delivery that shows it)");
        for (var day : days) {
            table.row(day.day(), day.lookedAt(), day.changed(), day.kept(), day.changed() == 0 ? "nothing" : "");
            day.changes()
                    .forEach(change -> table.row(
                            "", "", "", "", change.what() + " (" + change.times() + "; " + change.example() + ")"));
        }
        table.print(out);
        if (days.stream().anyMatch(day -> day.kept() > 0)) {
            out.println("  kept: the inbox no longer has all of their deliveries, so they stay as they were");
        }
    }

    private static void outcomes(RunReport run, PrintWriter out) {
        out.println();
        out.println("Outcomes");
        if (run.outcomes().isEmpty()) {
            out.println("  no sessions on these days");
            return;
        }
        var table = new TextTable("product", "status", "sessions", "share", "talk time");
        for (var outcome : run.outcomes()) {
            var all = run.outcomes().stream()
                    .filter(other -> other.product().equals(outcome.product()))
                    .mapToLong(RunReport.OutcomeCount::sessions)
                    .sum();
            table.row(
                    outcome.product(),
                    outcome.status(),
                    outcome.sessions(),
                    String.format(Locale.ROOT, "%5.1f %%", 100.0 * outcome.sessions() / all),
                    time(outcome.callSeconds()));
        }
        table.print(out);
    }

    private static void controlTotals(RunReport run, PrintWriter out) {
        out.println();
        out.println("Control totals: deliveries = facts + duplicates + superseded + quarantined + not VSS");
        var table = new TextTable(
                "business day", "deliveries", "facts", "duplicates", "superseded", "quarantined", "not VSS", "");
        run.controlTotals().forEach(total -> row(table, total.day().toString(), total));
        if (run.controlTotals().size() > 1) {
            row(table, "all", run.controlTotal());
        }
        table.print(out);
    }

    private static void row(TextTable table, String name, ControlTotal total) {
        table.row(
                name,
                total.deliveries(),
                total.facts(),
                total.duplicates(),
                total.superseded(),
                total.quarantined(),
                total.notVss(),
                total.balances() ? "balances" : "DOES NOT BALANCE");
    }

    private static void reconciliation(RunReport run, PrintWriter out) {
        out.println();
        out.println("Reconciliation: sessions expected by a source, against those that happened");
        if (run.reconciliation().isEmpty()) {
            out.println("  nothing is expected on these days (see: vss expected import --help)");
            return;
        }
        reconciliation(run.reconciliation(), out);
    }

    /** A line a source. */
    static void reconciliation(List<ReconciliationTotal> totals, PrintWriter out) {
        var table = new TextTable("source", "expected", "matched", "broken", "missing", "unexpected");
        totals.forEach(total -> table.row(
                total.source(),
                total.expected(),
                total.matched(),
                total.broken(),
                total.missing(),
                total.unexpected()));
        table.print(out);
    }

    private static void breaks(RunReport run, PrintWriter out) {
        if (run.openBreaks().isEmpty()) {
            return;
        }
        out.println();
        out.println("Open breaks (amount at stake: positive = billed too much)");
        var table = new TextTable("source", "kind", "breaks", "at stake", "");
        run.openBreaks()
                .forEach(kind ->
                        table.row(kind.source(), kind.kind(), kind.breaks(), kind.amountAtStake(), kind.currency()));
        table.print(out);
    }

    private static void files(RunReport run, PrintWriter out) {
        out.println();
        out.println("Reports");
        run.editions()
                .forEach(edition -> out.println(
                        "  " + edition.folder() + (edition.isNew() ? "  (new)" : "  (as it was: nothing changed)")));
    }

    private static String time(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
