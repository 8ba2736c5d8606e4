package vssledger.cli.breaks;

import java.util.List;
import java.util.concurrent.Callable;
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
import vssledger.cli.text.TextTable;
import vssledger.cli.text.Who;
import vssledger.platform.actor.Actor;
import vssledger.reconcile.matching.MatchCandidate;
import vssledger.reconcile.matching.MatchCandidates;

@Command(
        name = "matches",
        description = "Match candidates: lines of your lists that have no id and fit more than one session.",
        subcommands = {MatchesCommand.Listing.class, MatchesCommand.Confirm.class, MatchesCommand.Refuse.class})
public final class MatchesCommand extends CommandGroup {

    @Command(
            name = "list",
            description =
                    "Lists the match candidates that wait for a decision, the nearest session of each line first.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--decided", description = "List the candidates that were confirmed or refused instead.")
        private boolean decided;

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
            try (var ledger = Ledger.open(spec)) {
                var found = ledger.the(MatchCandidates.class).list(decided, limit);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(found, out);
                } else if (found.isEmpty()) {
                    out.println(decided ? "Nothing was decided." : "No match waits for a decision.");
                } else {
                    table(found).print(out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private static TextTable table(List<MatchCandidate> found) {
            var table = new TextTable(
                    "match", "source", "subaccount", "time", "destination", "session", "began after", "state", "by");
            found.forEach(one -> table.row(
                    Long.toString(one.id()),
                    one.source(),
                    one.subAccountId(),
                    one.at(),
                    one.destination(),
                    one.sessionId(),
                    one.secondsApart() + " s",
                    one.state(),
                    one.decidedBy()));
            return table;
        }
    }

    /** What a person says of some of them. */
    private abstract static class Deciding implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of match candidates.")
        private List<Long> ids = List.of();

        @Mixin
        private final Who who = new Who();

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        private final String decided;

        Deciding(String decided) {
            this.decided = decided;
        }

        abstract void decide(MatchCandidates suggestions, List<Long> matches, Actor by);

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                dryRun.doing(ledger, () -> {
                    decide(ledger.the(MatchCandidates.class), ids, who.actor(ledger));
                    return ids;
                });
                var out = spec.commandLine().getOut();
                dryRun.announce(out);
                ids.forEach(id -> out.println("Match " + id + " is " + decided + "; the next run counts it so"));
                dryRun.tellDays(out);
                out.flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "confirm",
            description =
                    "Confirms that the line belongs to that session. It counts from the next run on, which includes its day by itself.")
    static final class Confirm extends Deciding {
        Confirm() {
            super("confirmed");
        }

        @Override
        void decide(MatchCandidates suggestions, List<Long> matches, Actor by) {
            suggestions.confirm(matches, by);
        }
    }

    @Command(
            name = "refuse",
            description =
                    "Says that the line belongs to another session; this also takes back a confirmation. If only one candidate is left, it is"
                            + " matched automatically.")
    static final class Refuse extends Deciding {
        Refuse() {
            super("refused");
        }

        @Override
        void decide(MatchCandidates suggestions, List<Long> matches, Actor by) {
            suggestions.refuse(matches, by);
        }
    }
}
