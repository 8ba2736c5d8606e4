package vssledger.cli.inbox;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.capture.BodyText;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.TextTable;
import vssledger.parse.BodyErrors;
import vssledger.parse.DeliveryReader;
import vssledger.platform.UserException;

@Command(
        name = "deliveries",
        description = "Shows deliveries of the inbox.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = DeliveriesCommand.Show.class)
public final class DeliveriesCommand extends CommandGroup {

    @Command(name = "show", description = "Shows what was sent, when, and what became of it.")
    static final class Show implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "ID", description = "Numbers of deliveries.")
        private List<Long> ids = List.of();

        @Option(names = "--raw", description = "Only the bodies, a line each, as they were sent.")
        private boolean raw;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var inbox = ledger.the(DeliveryReader.class);
                var entries = ids.stream()
                        .map(id -> inbox.find(id)
                                .orElseThrow(() -> new UserException("The inbox has no delivery " + id
                                        + ": there never was one of this number, or its month was dropped.")))
                        .toList();
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(entries, out);
                } else if (raw) {
                    entries.forEach(entry -> out.println(entry.body()));
                } else {
                    entries.forEach(
                            entry -> print(entry, ledger.the(BodyErrors.class).explain(entry.body()), out));
                }
                out.flush();
                return VssCommand.DONE;
            }
        }

        private static void print(DeliveryReader.Entry entry, Optional<String> error, PrintWriter out) {
            out.println("Delivery " + entry.id());
            var table = new TextTable("", "")
                    .row("received", entry.receivedAt())
                    .row("product of its URL", entry.product() == null ? "none" : entry.product())
                    .row("came from a", entry.source())
                    .row("what became of it", whatBecameOf(entry));
            if (entry.arrivedAt() != null) {
                table.row("had arrived, by its file", entry.arrivedAt());
            }
            if (entry.quarantine() != null) {
                table.row("why", entry.quarantine());
            }
            if (entry.sessionId() != null) {
                table.row("session", entry.sessionId()).row("subaccount", entry.subAccountId());
            }
            if (entry.businessDay() != null) {
                table.row("business day", entry.businessDay());
            }
            error.ifPresent(code -> table.row("error", code));
            table.print(out);
            out.println();
            out.println(BodyText.of(entry.body()));
        }

        private static String whatBecameOf(DeliveryReader.Entry entry) {
            return entry.outcome() == null
                    ? "not yet looked at by a run"
                    : entry.outcome().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
