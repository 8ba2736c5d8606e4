package vssledger.cli.inbox;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.capture.BodyText;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.StrictOption;
import vssledger.cli.text.TextTable;
import vssledger.parse.BodyErrors;
import vssledger.parse.Quarantine;
import vssledger.platform.UserException;
import vssledger.run.QuarantineReplays;

@Command(
        name = "quarantine",
        description = "Deliveries that could not be understood.",
        subcommands = {QuarantineCommand.Listing.class, QuarantineCommand.Show.class, QuarantineCommand.Replay.class})
public final class QuarantineCommand extends CommandGroup {

    @Command(name = "list", description = "Lists them, the newest first.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--reason", paramLabel = "R", description = "Only those for this reason, such as NOT_READABLE.")
        private @Nullable String reason;

        @Option(names = "--all", description = "Also list those that were resolved since.")
        private boolean all;

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
        private record Answer(List<Quarantine.Count> counts, List<Quarantine.Entry> deliveries) {}

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var quarantine = ledger.the(Quarantine.class);
                var counts = quarantine.counts();
                var entries = quarantine.list(reason, all, limit);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(new Answer(counts, entries), out);
                } else {
                    print(counts, entries, out);
                }
                return strict.code(counts.stream().anyMatch(count -> count.open() > 0));
            }
        }

        private void print(List<Quarantine.Count> counts, List<Quarantine.Entry> entries, PrintWriter out) {
            if (counts.isEmpty()) {
                out.println("Nothing is in quarantine, nor ever was.");
            } else {
                var reasons = new TextTable("reason", "open", "resolved");
                counts.forEach(count -> reasons.row(count.reason(), count.open(), count.resolved()));
                reasons.print(out);
            }
            if (!entries.isEmpty()) {
                out.println();
                var table = new TextTable("delivery", "received", "product", "from", "reason", "resolved", "why");
                entries.forEach(entry -> table.row(
                        Long.toString(entry.deliveryId()),
                        entry.receivedAt(),
                        entry.product(),
                        entry.source(),
                        entry.reason(),
                        entry.resolvedAt(),
                        entry.detail()));
                table.print(out);
            }
            out.flush();
        }
    }

    @Command(name = "show", description = "Shows a quarantined delivery, with its body.")
    static final class Show implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the delivery.")
        private long id;

        @Option(names = "--raw", description = "Only the body, as it was sent.")
        private boolean raw;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var quarantine = ledger.the(Quarantine.class);
                var entry = quarantine
                        .find(id)
                        .orElseThrow(() -> new UserException("Delivery " + id
                                + " is not in quarantine, nor was it. See: vss quarantine list --all"));
                var body = quarantine.body(id);
                var out = spec.commandLine().getOut();
                if (raw) {
                    out.print(body.orElse(""));
                } else {
                    print(entry, body.flatMap(ledger.the(BodyErrors.class)::explain), out);
                    out.println(body.map(BodyText::of).orElse("The inbox no longer has it."));
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private static void print(Quarantine.Entry entry, Optional<String> error, PrintWriter out) {
            out.println("Delivery " + entry.deliveryId() + ": " + entry.reason());
            out.println(entry.detail());
            out.println();
            var table = new TextTable("", "")
                    .row("received", entry.receivedAt())
                    .row("product of its URL", entry.product() == null ? "none" : entry.product())
                    .row("came from a", entry.source())
                    .row("in quarantine since", entry.quarantinedAt())
                    .row("resolved", entry.resolvedAt() == null ? "no" : entry.resolvedAt());
            error.ifPresent(code -> table.row("error", code));
            table.print(out);
            out.println();
        }
    }

    @Command(
            name = "replay",
            description = {
                "Parses quarantined deliveries again and resolves those that the parser understands now.",
                "The next run includes the days to which they belong."
            })
    static final class Replay implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(
                arity = "0..*",
                paramLabel = "ID",
                description = "Numbers of deliveries. Default: all that are open.")
        private List<Long> ids = List.of();

        @Option(
                names = "--dry-run",
                description = "Change nothing; show what would be understood, and which days it belongs to.")
        private boolean dryRun;

        @Mixin
        private final StrictOption strict = new StrictOption();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var replays = ledger.the(QuarantineReplays.class);
                var result = dryRun ? replays.rehearse(ids) : replays.replay(ids);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(result, out);
                } else {
                    if (dryRun) {
                        out.println("Dry run: nothing is changed. What would come of it:");
                    }
                    print(result, out);
                }
                return strict.code(result.resolved() < result.replayed());
            }
        }

        private static void print(QuarantineReplays.Result result, PrintWriter out) {
            out.println(result.replayed() + " replayed: " + result.resolved() + " resolved, "
                    + (result.replayed() - result.resolved() - result.gone()) + " still not understood"
                    + (result.gone() == 0 ? "" : ", " + result.gone() + " no longer in the inbox"));
            if (result.resolved() > 0) {
                out.println("Days to be carried on by the next run (vss run --from DAY --to DAY): "
                        + result.days().stream().map(Object::toString).collect(Collectors.joining(", ")));
            }
            out.flush();
        }
    }
}
