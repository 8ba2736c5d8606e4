package vssledger.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportDetail;
import vssledger.expected.ImportHistory;
import vssledger.expected.ImportResult;
import vssledger.expected.ImportSummary;

/**
 * What became of a file that was imported, for a person at a terminal.
 *
 * @param lines sentences
 * @param totals what the file says, to be held against the invoice
 */
record ImportText(List<String> lines, List<ImportDetail.Total> totals) {

    static ImportText of(ImportHistory history, ExpectedSource source, ImportResult result, boolean replacesRange) {
        var lines = new ArrayList<String>();
        lines.add(
                result.unchanged() && replacesRange
                        ? result.file() + ": imported before (import " + result.importId() + ")"
                        : ExpectedCommand.Import.line(result));
        var summary = history.summary(result.importId());
        if (replacesRange) {
            lines.add("It replaces what was imported before of its days and subaccounts"
                    + (summary.firstDay() == null
                            ? ": there are none, since it has no lines"
                            : replaced(history, summary)));
        } else if (result.unchanged()) {
            if (summary.state() != ImportSummary.State.COUNTS) {
                lines.add("Import " + summary.id() + " is " + words(summary)
                        + ". To make it the newest word: vss expected" + " reinstate " + summary.id());
            }
        } else {
            var left = history.leftStanding(result.importId(), source);
            if (left > 0) {
                lines.add((left == 1 ? "1 line" : left + " lines") + " of the same days and subaccounts that "
                        + (left == 1 ? "was" : "were") + " there before " + (left == 1 ? "is" : "are")
                        + " not in this file, and still " + (left == 1 ? "counts" : "count")
                        + ". If the file is all there is of them, import it again with --replaces-range; if it is a"
                        + " further part, nothing is to be done.");
            }
        }
        return new ImportText(lines, result.unchanged() ? List.of() : history.totals(result.importId()));
    }

    private static String replaced(ImportHistory history, ImportSummary summary) {
        var lines = history.show(summary.id()).superseded().stream()
                .mapToLong(ImportDetail.Other::lines)
                .sum();
        return " (" + days(summary) + "): " + (lines == 1 ? "1 line" : lines + " lines") + " of earlier imports "
                + (lines == 1 ? "counts" : "count") + " no more";
    }

    static String words(ImportSummary summary) {
        return switch (summary.state()) {
            case PARTLY_SUPERSEDED -> "partly superseded (" + summary.counting() + " of " + summary.lines() + " count)";
            default -> summary.state().name().toLowerCase(Locale.ROOT);
        };
    }

    static String days(ImportSummary summary) {
        var first = summary.firstDay();
        if (first == null) {
            return "none";
        }
        return first.equals(summary.lastDay()) ? first.toString() : first + " to " + summary.lastDay();
    }

    void print(PrintWriter out) {
        lines.forEach(out::println);
        print(totals, out);
    }

    static void print(List<ImportDetail.Total> totals, PrintWriter out) {
        if (!totals.isEmpty()) {
            var table = new TextTable("subaccount", "currency", "lines", "seconds", "amount");
            totals.forEach(total ->
                    table.row(total.subAccountId(), total.currency(), total.lines(), total.seconds(), total.amount()));
            table.print(out);
        }
    }
}
