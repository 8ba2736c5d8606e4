package vssledger.cli.breaks;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.run.DryRunOption;
import vssledger.cli.text.Json;
import vssledger.cli.text.RangeOptions;
import vssledger.cli.text.StrictOption;
import vssledger.cli.text.Who;
import vssledger.platform.DateRange;
import vssledger.reconcile.breaks.AgeingBucket;
import vssledger.reconcile.breaks.Break;
import vssledger.reconcile.breaks.BreakFilter;
import vssledger.reconcile.breaks.BreakState;
import vssledger.reconcile.breaks.Breaks;
import vssledger.reconcile.breaks.DecisionFile;

@Command(
        name = "breaks",
        description = "Differences between what was received and what was expected, and what is decided on them.",
        subcommands = {
            BreaksCommand.Listing.class,
            BreaksCommand.Show.class,
            BreaksCommand.Note.class,
            BreaksCommand.Dispute.class,
            BreaksCommand.Accept.class,
            BreaksCommand.Reopen.class,
            BreaksCommand.Import.class
        })
public final class BreaksCommand extends CommandGroup {

    @Command(
            name = "list",
            description = "Lists the breaks that are not resolved, the oldest first, and sums them up by age.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final RangeOptions range = new RangeOptions();

        @Option(
                names = "--kind",
                split = ",",
                paramLabel = "K",
                description = "Only of these kinds, such as PRICE,MISSING_VSS.")
        private Set<String> kinds = Set.of();

        @Option(
                names = "--state",
                split = ",",
                paramLabel = "S",
                description = "Only in these states: ${COMPLETION-CANDIDATES}. Default: all but RESOLVED.")
        private Set<BreakState> states = Set.of();

        @Option(names = "--source", paramLabel = "S", description = "Only of this source of expected sessions.")
        private @Nullable String source;

        @Option(names = "--subaccount", paramLabel = "S", description = "Only of this subaccount.")
        private @Nullable String subAccount;

        @Option(
                names = "--older-than",
                paramLabel = "DAYS",
                description = "Only breaks first seen more than DAYS days ago.")
        private @Nullable Integer olderThan;

        @Option(
                names = "--amount",
                paramLabel = "A",
                description = "Only breaks with at least A at stake, in any currency; the sign does not count.")
        private @Nullable BigDecimal amount;

        @Option(
                names = "--limit",
                defaultValue = "50",
                paramLabel = "N",
                description = "List at most N. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Mixin
        private final StrictOption strict = new StrictOption();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        /** As JSON. */
        private record Answer(List<AgeingBucket> ageing, List<Break> breaks) {}

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var days = range.range(ledger);
                var breaks = ledger.the(Breaks.class);
                var found = breaks.list(
                        new BreakFilter(
                                kinds.stream()
                                        .map(kind -> kind.toUpperCase(Locale.ROOT))
                                        .collect(Collectors.toCollection(HashSet::new)),
                                states,
                                source,
                                subAccount,
                                days.map(DateRange::from).orElse(null),
                                days.map(DateRange::to).orElse(null),
                                olderThan,
                                amount),
                        limit);
                var ageing = breaks.ageing();
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(new Answer(ageing, found), out);
                } else {
                    BreaksText.list(found, ageing, out);
                }
                return strict.code(!ageing.isEmpty());
            }
        }
    }

    @Command(name = "show", description = "Shows one break, with its history.")
    static final class Show implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the break.")
        private long id;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var found = ledger.the(Breaks.class).show(id);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(found, out);
                } else {
                    BreaksText.show(found, out);
                }
                return VssCommand.DONE;
            }
        }
    }

    /** A decision on one break or several. */
    private abstract static class Deciding implements Callable<Integer> {

        private final BreakState.Decision decision;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of breaks.")
        private List<Long> ids = List.of();

        @Option(
                names = {"-m", "--note"},
                paramLabel = "TEXT",
                description = "The reason; it is kept in the history.")
        private @Nullable String note;

        @Mixin
        private final Who who = new Who();

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        Deciding(BreakState.Decision decision) {
            this.decision = decision;
        }

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var actor = who.actor(ledger);
                var rulings = ids.stream()
                        .map(id -> new Breaks.Ruling(id, decision, actor, note))
                        .toList();
                var decided =
                        dryRun.doing(ledger, () -> ledger.the(Breaks.class).decide(rulings));
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(decided, out);
                } else {
                    dryRun.announce(out);
                    decided.forEach(one -> out.println("Break " + one.id() + " is " + one.state()));
                    out.flush();
                }
                return VssCommand.DONE;
            }
        }
    }

    @Command(name = "note", description = "Adds a note (--note) to breaks.")
    static final class Note extends Deciding {
        Note() {
            super(BreakState.Decision.NOTE);
        }
    }

    @Command(name = "dispute", description = "Disputes breaks with 8x8.")
    static final class Dispute extends Deciding {
        Dispute() {
            super(BreakState.Decision.DISPUTE);
        }
    }

    @Command(
            name = "accept",
            description = {
                "Accepts breaks as they are. Beyond vss.reconcile.two-persons-above at stake, or if the amount is not known, it takes",
                "two persons: somebody notes or disputes the break first, and another person accepts it. Another person is another",
                "login of the console, or another system user; --as proves nothing. If the figures of the break change, it is open again."
            })
    static final class Accept extends Deciding {
        Accept() {
            super(BreakState.Decision.ACCEPT);
        }
    }

    @Command(name = "reopen", description = "Takes back what was decided on breaks.")
    static final class Reopen extends Deciding {
        Reopen() {
            super(BreakState.Decision.REOPEN);
        }
    }

    @Command(
            name = "import",
            description = {
                "Takes decisions from a workbook: finance.xlsx, its column \"Decision\" filled in with note, dispute, accept or",
                "reopen, and \"Note\" with why. All of them, or none; the same file again changes nothing."
            })
    static final class Import implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The workbook.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Mixin
        private final Who who = new Who();

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var result = dryRun.doing(
                        ledger, () -> ledger.the(DecisionFile.class).take(file, who.actor(ledger)));
                var out = spec.commandLine().getOut();
                dryRun.announce(out);
                out.println(file.getFileName() + ": " + result.decided() + " decisions taken, " + result.asBefore()
                        + " as they were");
                out.flush();
                return VssCommand.DONE;
            }
        }
    }
}
