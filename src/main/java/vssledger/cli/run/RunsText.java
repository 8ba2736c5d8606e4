package vssledger.cli.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.cli.text.TextTable;
import vssledger.run.day.ControlTotal;
import vssledger.run.history.RunDetail;
import vssledger.run.history.RunSummary;

/** Runs, for a person at a terminal. */
final class RunsText {

    private RunsText() {}

    static TextTable table(List<RunSummary> runs) {
        var table = new TextTable("run", "from", "to", "late days", "state", "started", "took");
        runs.forEach(run -> table.row(
                Long.toString(run.id()),
                run.range().from(),
                run.range().to(),
                run.late() ? "too" : "",
                words(run.state()),
                seconds(run.startedAt()),
                took(run)));
        return table;
    }

    static void print(RunDetail run, PrintWriter out) {
        var summary = run.summary();
        out.println("Run " + summary.id() + ", business days " + summary.range().inWords()
                + (summary.late() ? ", and late or missed days before" : "") + ": " + words(summary.state()));
        var head = new TextTable("", "");
        head.row("asked for by", run.askedBy() + (run.why() == null ? "" : ": " + run.why()));
        head.row("options", run.parameters().isEmpty() ? "as every night" : options(run));
        head.row("started", seconds(summary.startedAt()));
        head.row("took", took(summary));
        if (run.cause() != null) {
            head.row("caused by", run.cause() + (run.look() == null ? "" : ", see: " + run.look()));
        }
        if (run.command() != null) {
            head.row("to go on", run.command());
        }
        if (run.continuedBy() != null) {
            head.row("gone on with", "by run " + run.continuedBy() + ", see: vss runs show " + run.continuedBy());
        }
        head.print(out);
        if (run.error() != null) {
            out.println();
            out.println("Why it failed");
            run.error().lines().forEach(line -> out.println("  " + line));
        }
        steps(run, out);
        totals(run, out);
        files(run, out);
    }

    private static String options(RunDetail run) {
        return run.parameters().entrySet().stream()
                .map(option -> (option.getKey() + " " + option.getValue()).strip())
                .collect(Collectors.joining(" "));
    }

    private static void steps(RunDetail run, PrintWriter out) {
        out.println();
        out.println("Steps");
        var table = new TextTable("step", "state", "seconds", "count", "a second");
        run.steps()
                .forEach(step -> table.row(
                        step.name(),
                        step.state().toLowerCase(Locale.ROOT),
                        String.format(Locale.ROOT, "%8.1f", step.seconds()),
                        step.count() == 0 ? "" : String.format(Locale.ROOT, "%,11d", step.count()),
                        step.rate() == null ? "" : String.format(Locale.ROOT, "%,8.0f", step.rate())));
        table.print(out);
    }

    private static void totals(RunDetail run, PrintWriter out) {
        if (!run.controlTotals().isEmpty()) {
            out.println();
            out.println("Control totals: deliveries = facts + duplicates + superseded + quarantined + not VSS");
            var table = new TextTable(
                    "business day", "deliveries", "facts", "duplicates", "superseded", "quarantined", "not VSS", "");
            run.controlTotals().forEach(total -> row(table, total));
            table.print(out);
        }
        if (!run.reconciliation().isEmpty()) {
            out.println();
            out.println("Reconciliation");
            RunReportText.reconciliation(run.reconciliation(), out);
        }
    }

    private static void row(TextTable table, ControlTotal total) {
        table.row(
                total.day(),
                total.deliveries(),
                total.facts(),
                total.duplicates(),
                total.superseded(),
                total.quarantined(),
                total.notVss(),
                total.balances() ? "balances" : "DOES NOT BALANCE");
    }

    private static void files(RunDetail run, PrintWriter out) {
        if (!run.editions().isEmpty()) {
            out.println();
            out.println("Reports");
            run.editions()
                    .forEach(edition ->
                            out.println("  " + edition.folder() + (edition.isNew() ? "  (new)" : "  (as it was)")));
        }
        if (!run.mails().isEmpty()) {
            out.println();
            out.println("Sent");
            var table = new TextTable("to", "reports of", "edition", "at", "");
            run.mails()
                    .forEach(mail -> table.row(
                            mail.recipient(),
                            mail.scope().inWords(),
                            Integer.toString(mail.edition()),
                            seconds(mail.at()),
                            mail.problem() == null ? "arrived" : "NOT ARRIVED: " + mail.problem()));
            table.print(out);
        }
    }

    private static String words(RunSummary.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String took(RunSummary run) {
        return run.startedAt() == null || run.endedAt() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f s",
                        Duration.between(run.startedAt(), run.endedAt()).toMillis() / 1000.0);
    }
}
