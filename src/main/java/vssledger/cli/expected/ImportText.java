package vssledger.cli.expected;

import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vssledger.cli.Ledger;
import vssledger.cli.text.TextTable;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportDetail;
import vssledger.expected.ImportHistory;
import vssledger.expected.ImportResult;
import vssledger.expected.ImportSummary;
import vssledger.reconcile.period.Periods;

/**
 * What became of a file that was imported, for a person at a terminal.
 *
 * @param lines sentences
 * @param totals what the file says, to be held against the invoice
 */
record ImportText(List<String> lines, List<ImportDetail.Total> totals) {

    static ImportText of(Ledger ledger, ExpectedSource source, ImportResult result, boolean replacesRange) {
        var history = ledger.the(ImportHistory.class);
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
        if (!result.unchanged() || replacesRange) {
            closed(ledger, summary).ifPresent(lines::add);
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

    /** That days of an import lie in months that are closed, and what follows from that; empty if none does. */
    static Optional<String> closed(Ledger ledger, ImportSummary summary) {
        var first = summary.firstDay();
        var last = summary.lastDay();
        if (first == null || last == null) {
            return Optional.empty();
        }
        var closed = ledger.the(Periods.class).closed().stream()
                .filter(month -> !month.isBefore(YearMonth.from(first)) && !month.isAfter(YearMonth.from(last)))
                .map(YearMonth::toString)
                .toList();
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", closed) + (closed.size() == 1 ? " is" : " are")
                        + " closed: the figures that were closed stand, and the open month tells what changes as"
                        + " adjustments.");
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
