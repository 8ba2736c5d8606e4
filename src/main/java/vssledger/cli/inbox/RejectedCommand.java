package vssledger.cli.inbox;

import java.io.PrintWriter;
import java.util.List;
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
import vssledger.capture.RejectedBodies;
import vssledger.capture.RejectedReplays;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.run.DryRunOption;
import vssledger.cli.text.Json;
import vssledger.cli.text.Question;
import vssledger.cli.text.StrictOption;
import vssledger.cli.text.TextTable;
import vssledger.platform.Product;
import vssledger.platform.UserException;

@Command(
        name = "rejected",
        description = "Bodies that were refused and kept, because they are no JSON object or were sent to a wrong URL.",
        subcommands = {
            RejectedCommand.Listing.class,
            RejectedCommand.Show.class,
            RejectedCommand.Replay.class,
            RejectedCommand.Discard.class
        })
public final class RejectedCommand extends CommandGroup {

    @Command(name = "list", description = "Lists them, the newest first.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--all", description = "Also list those that were replayed or discarded since.")
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
        private record AllRejected(List<RejectedBodies.Count> counts, List<RejectedBodies.Entry> rejected) {}

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var bodies = ledger.the(RejectedBodies.class);
                var counts = bodies.counts();
                var entries = bodies.list(all, limit);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(new AllRejected(counts, entries), out);
                } else {
                    print(counts, entries, out);
                }
                return strict.code(counts.stream().anyMatch(count -> count.open() > 0));
            }
        }

        private static void print(
                List<RejectedBodies.Count> counts, List<RejectedBodies.Entry> entries, PrintWriter out) {
            if (counts.isEmpty()) {
                out.println("Nothing was refused.");
            } else {
                var reasons = new TextTable("reason", "open", "resolved");
                counts.forEach(count -> reasons.row(count.reason(), count.open(), count.resolved()));
                reasons.print(out);
            }
            if (!entries.isEmpty()) {
                out.println();
                var table = new TextTable("id", "received", "product", "from", "bytes", "resolved", "why");
                entries.forEach(entry -> table.row(
                        Long.toString(entry.id()),
                        entry.receivedAt(),
                        entry.product(),
                        entry.source(),
                        entry.bytes(),
                        entry.resolution() == null ? "" : words(entry.resolution()),
                        entry.reason()));
                table.print(out);
            }
            out.flush();
        }
    }

    @Command(name = "show", description = "Shows a refused body, with its bytes and how they are read.")
    static final class Show implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Its number, as listed.")
        private long id;

        @Option(names = "--raw", description = "Only its bytes, as they were sent.")
        private boolean raw;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        /** As JSON. */
        private record OneRejected(RejectedBodies.Entry rejected, String body) {}

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var bodies = ledger.the(RejectedBodies.class);
                var entry = bodies.find(id)
                        .orElseThrow(() -> new UserException("Nothing of the number " + id
                                + " was rejected, or it is no longer kept." + " See: vss rejected list --all"));
                var body = bodies.body(id);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(new OneRejected(entry, BodyText.text(body)), out);
                } else if (raw) {
                    System.out.writeBytes(body);
                    System.out.flush();
                } else {
                    print(entry, out);
                    out.println(
                            "DISCARDED".equals(entry.resolution()) ? "Its bytes are discarded." : BodyText.of(body));
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private static void print(RejectedBodies.Entry entry, PrintWriter out) {
            out.println("Rejected " + entry.id() + ": " + entry.reason());
            out.println();
            var table = new TextTable("", "")
                    .row("received", entry.receivedAt())
                    .row("product of its URL", entry.product() == null ? "none" : entry.product())
                    .row("came from a", entry.source())
                    .row("address", entry.remoteAddress() == null ? "" : entry.remoteAddress())
                    .row("bytes", entry.bytes())
                    .row("resolved", entry.resolution() == null ? "no" : resolved(entry));
            if (!entry.deliveryIds().isEmpty()) {
                table.row("deliveries", ids(entry.deliveryIds()));
            }
            table.print(out);
            out.println();
        }

        private static String resolved(RejectedBodies.Entry entry) {
            return words(String.valueOf(entry.resolution())) + " by " + entry.resolvedBy() + ", " + entry.resolvedAt();
        }
    }

    @Command(
            name = "replay",
            description = {
                "Takes refused bodies as deliveries if that is possible now, with the time at which they were received.",
                "The next run parses them. What was replayed or discarded before stays as it is."
            })
    static final class Replay implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "ID", description = "Their numbers. Default: all that are open.")
        private List<Long> ids = List.of();

        @Option(
                names = "--product",
                paramLabel = "P",
                description =
                        "ivr, voice-messaging, number-masking or other, for all of them. Default: as each URL named it.")
        private @Nullable String product;

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        @Mixin
        private final StrictOption strict = new StrictOption();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            var named = product == null ? null : Product.of(product);
            try (var ledger = Ledger.open(spec)) {
                var out = spec.commandLine().getOut();
                var result = dryRun.doing(
                        ledger, () -> ledger.the(RejectedReplays.class).replay(ids, named, user()));
                if (json) {
                    Json.print(result, out);
                } else {
                    dryRun.announce(out);
                    print(result, out);
                }
                out.flush();
                return strict.code(!result.refused().isEmpty());
            }
        }

        private static void print(RejectedReplays.Result result, PrintWriter out) {
            out.println(result.replayed() + " replayed: " + result.taken() + " taken (deliveries: "
                    + result.deliveries() + "), " + result.refused().size() + " still refused");
            if (!result.refused().isEmpty()) {
                var table = new TextTable("id", "why");
                result.refused().forEach(refused -> table.row(Long.toString(refused.id()), refused.reason()));
                table.print(out);
            }
        }
    }

    @Command(
            name = "discard",
            description = {
                "Discards the bytes of refused bodies for good, after a question.",
                "Their time of arrival, reason, length and hash stay, and who discarded them and when."
            })
    static final class Discard implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "ID", description = "Their numbers. Default: all that are open.")
        private List<Long> ids = List.of();

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        /** As JSON. */
        private record Discarded(long discarded) {}

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var out = spec.commandLine().getOut();
                if (!yes && !dryRun.isOn() && !isSure(ledger)) {
                    out.println("Nothing is discarded.");
                    out.flush();
                    return VssCommand.DONE;
                }
                var discarded = dryRun.doing(
                        ledger, () -> ledger.the(RejectedReplays.class).discard(ids, user()));
                if (json) {
                    Json.print(new Discarded(discarded), out);
                } else {
                    dryRun.announce(out);
                    out.println(discarded + (discarded == 1 ? " body" : " bodies") + " discarded");
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private boolean isSure(Ledger ledger) {
            var which = ids.isEmpty()
                    ? "all " + ledger.the(RejectedBodies.class).open() + " bodies that are open"
                    : "the bodies " + ids(ids);
            return Question.isAnsweredYes(
                    "Discard " + which + " for good?",
                    "This lets " + which
                            + " go for good. Say so with --yes, or see first what it would do with --dry-run.");
        }
    }

    private static String user() {
        return System.getProperty("user.name", "");
    }

    private static String words(String resolution) {
        return resolution.toLowerCase(java.util.Locale.ROOT);
    }

    private static String ids(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
