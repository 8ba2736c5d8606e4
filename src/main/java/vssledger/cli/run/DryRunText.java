package vssledger.cli.run;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import vssledger.cli.text.Json;
import vssledger.cli.text.TextTable;
import vssledger.report.ReportScope;
import vssledger.run.preview.DryRunReport;

/** What a run would change, for a person at a terminal. */
final class DryRunText {

    private DryRunText() {}

    static void print(DryRunReport run, boolean asJson, PrintWriter out) {
        if (asJson) {
            Json.print(run, out);
            out.flush();
        } else {
            print(run, out);
        }
    }

    private static void print(DryRunReport run, PrintWriter out) {
        out.println("Dry run: nothing is changed. What a run of these days would do:");
        out.println();
        var table = new TextTable(
                "business day",
                "deliveries",
                "facts",
                "duplicates",
                "superseded",
                "quarantined",
                "not VSS",
                "open breaks",
                "");
        for (var day : run.days()) {
            var now = day.now().deliveries();
            var then = day.then().deliveries();
            table.row(
                    day.day(),
                    change(now.deliveries(), then.deliveries()),
                    change(now.facts(), then.facts()),
                    change(now.duplicates(), then.duplicates()),
                    change(now.superseded(), then.superseded()),
                    change(now.quarantined(), then.quarantined()),
                    change(now.notVss(), then.notVss()),
                    change(day.now().openBreaks(), day.then().openBreaks()),
                    words(day.verdict()));
        }
        table.print(out);
        RunReportText.rederived(run.rederived(), out);
        out.println();
        out.println("Reports made, a new edition where their content changes: "
                + run.editions().stream().map(ReportScope::toString).collect(Collectors.joining(", ")));
        out.flush();
    }

    private static String change(long now, long then) {
        return now == then ? Long.toString(now) : now + " → " + then;
    }

    private static String words(DryRunReport.Verdict verdict) {
        return switch (verdict) {
            case UNCHANGED -> "nothing touched it: stands as it is";
            case NEW -> "carried through for the first time";
            case AGAIN -> "carried through again";
            case LEFT_STALE -> "not asked for: left for a later run";
        };
    }
}
