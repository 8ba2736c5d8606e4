package vssledger.cli.expected;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.run.DryRunOption;
import vssledger.cli.text.Json;
import vssledger.cli.text.Question;
import vssledger.cli.text.RangeOptions;
import vssledger.cli.text.TextTable;
import vssledger.cli.text.Who;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportChanges;
import vssledger.expected.ImportDetail;
import vssledger.expected.ImportHistory;
import vssledger.expected.ImportSummary;
import vssledger.reconcile.breaks.Breaks;

/** Commands about what was imported, parts of {@code vss expected}. */
final class ImportsCommands {

    private ImportsCommands() {}

    @Command(name = "list", description = "Lists the imports, the newest first.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--source", paramLabel = "S", description = "Only of this source.")
        private @Nullable String source;

        @Mixin
        private final RangeOptions range = new RangeOptions();

        @Option(
                names = "--limit",
                defaultValue = "50",
                paramLabel = "N",
                description = "List at most N. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            var of = source == null ? null : ExpectedSource.of(source);
            try (var ledger = Ledger.open(spec)) {
                var found = ledger.the(ImportHistory.class)
                        .list(of, range.range(ledger).orElse(null), limit);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(found, out);
                } else if (found.isEmpty()) {
                    out.println("Nothing was imported.");
                } else {
                    var table = new TextTable("import", "source", "file", "imported", "by", "days", "rows", "state");
                    found.forEach(one -> table.row(
                            Long.toString(one.id()),
                            one.source(),
                            one.file(),
                            one.importedAt(),
                            one.importedBy(),
                            ImportText.days(one),
                            one.rows(),
                            ImportText.words(one)));
                    table.print(out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "show",
            description = "Shows an import: what its file says, what it replaced, and what was decided about it.")
    static final class Show implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the import.")
        private long id;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var found = ledger.the(ImportHistory.class).show(id);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(found, out);
                } else {
                    print(ledger, found, out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private static void print(Ledger ledger, ImportDetail found, PrintWriter out) {
            var one = found.summary();
            out.println("Import " + one.id() + ": " + ImportText.words(one));
            new TextTable("", "")
                    .row("file", one.file())
                    .row("source", one.source())
                    .row("imported", one.importedAt() + (one.importedBy() == null ? "" : " by " + one.importedBy()))
                    .row("days", ImportText.days(one))
                    .row("rows", Long.toString(one.rows()))
                    .row("passed over", Long.toString(one.skipped()))
                    .row("replaces its range", one.replacesRange() ? "yes" : "no")
                    .row("superseded", others(found.superseded()))
                    .row("superseded by", others(found.supersededBy()))
                    .print(out);
            ImportText.closed(ledger, one).ifPresent(out::println);
            if (found.reading() != null) {
                out.println();
                out.println(
                        found.reading().contains("\n")
                                ? found.reading()
                                : "Its file was read " + found.reading() + ".");
            }
            out.println();
            ImportText.print(found.totals(), out);
            if (!found.events().isEmpty()) {
                out.println();
                var table = new TextTable("what", "when", "by", "why");
                found.events().forEach(event -> table.row(event.kind(), event.at(), event.by(), event.note()));
                table.print(out);
            }
        }

        private static String others(List<ImportDetail.Other> others) {
            return others.isEmpty()
                    ? "nothing"
                    : others.stream()
                            .map(other -> other.lines() + (other.lines() == 1 ? " line" : " lines") + " of import "
                                    + other.id() + " (" + other.file() + ")")
                            .collect(Collectors.joining(", "));
        }
    }

    /** A decision about an import: told first, and taken where somebody agrees. */
    private abstract static class Deciding implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the import.")
        private long id;

        @Option(
                names = {"-m", "--note"},
                paramLabel = "TEXT",
                description = "The reason; it is kept.")
        private @Nullable String note;

        @Option(names = "--yes", description = "Do it without asking.")
        private boolean yes;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Mixin
        private final Who who = new Who();

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        private final String verb;

        Deciding(String verb) {
            this.verb = verb;
        }

        abstract ImportSummary decide(ImportChanges changes, long importId, String by, @Nullable String why);

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var out = spec.commandLine().getOut();
                if (!yes || dryRun.isOn()) {
                    var asIf = DryRunOption.on();
                    var rehearsed = asIf.doing(ledger, () -> decided(ledger));
                    if (dryRun.isOn() && json) {
                        Json.print(rehearsed, out);
                        return VssCommand.DONE;
                    }
                    asIf.announce(out);
                    print(ledger, rehearsed, out);
                    asIf.tellDays(out);
                    out.flush();
                }
                if (dryRun.isOn()
                        || (!yes
                                && !Question.isAnsweredYes(
                                        verb + " import " + id + "?", "Nothing was changed. To do it, add --yes."))) {
                    return VssCommand.DONE;
                }
                var done = decided(ledger);
                if (json) {
                    Json.print(done, out);
                } else {
                    print(ledger, done, out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private ImportSummary decided(Ledger ledger) {
            return decide(ledger.the(ImportChanges.class), id, who.actor(ledger).inWords(), note);
        }

        private static String inWords(Breaks.OfImport breaks) {
            return breaks.breaks()
                    + (breaks.amountAtStake() == null
                            ? " without an amount"
                            : " with " + breaks.amountAtStake().toPlainString() + " "
                                    + Objects.requireNonNullElse(breaks.currency(), "") + " at stake");
        }

        private static void print(Ledger ledger, ImportSummary one, PrintWriter out) {
            out.println("Import " + one.id() + " (" + one.file() + ", days " + ImportText.days(one) + ") is "
                    + (one.state() == ImportSummary.State.COUNTS ? "the newest word" : ImportText.words(one)));
            var breaks = ledger.the(Breaks.class).ofImport(one.id());
            if (!breaks.isEmpty()) {
                out.println("Breaks of its sessions, which the next run looks at anew, whatever was decided on them: "
                        + breaks.stream().map(Deciding::inWords).collect(Collectors.joining(", ")));
            }
            ImportText.closed(ledger, one).ifPresent(out::println);
        }
    }

    @Command(
            name = "withdraw",
            description = {
                "Withdraws an import, so that it no longer counts; what it had replaced counts again. Its lines are kept. The days become",
                "stale, and the next run does them again; what changes in a closed month becomes an adjustment."
            })
    static final class Withdraw extends Deciding {
        Withdraw() {
            super("Withdraw");
        }

        @Override
        ImportSummary decide(ImportChanges changes, long importId, String by, @Nullable String why) {
            return changes.withdraw(importId, by, why);
        }
    }

    @Command(
            name = "reinstate",
            description = {
                "Makes an import count again in full, as if it were the newest one. The days become",
                "stale, and the next run does them again; what changes in a closed month becomes an adjustment."
            })
    static final class Reinstate extends Deciding {
        Reinstate() {
            super("Reinstate");
        }

        @Override
        ImportSummary decide(ImportChanges changes, long importId, String by, @Nullable String why) {
            return changes.reinstate(importId, by, why);
        }
    }
}
