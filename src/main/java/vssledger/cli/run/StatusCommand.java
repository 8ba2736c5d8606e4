package vssledger.cli.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.run.LedgerStatus;

@Command(
        name = "status",
        description =
                "Shows the inbox, firing alerts, silent subaccounts, the state of each business day and the last runs.")
public final class StatusCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--days",
            defaultValue = "31",
            paramLabel = "N",
            description = "Show the newest N business days. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (var ledger = Ledger.open(spec)) {
            var status = ledger.the(LedgerStatus.class).now(days);
            var out = spec.commandLine().getOut();
            if (json) {
                Json.print(status, out);
            } else {
                StatusText.print(status, out);
            }
            return VssCommand.DONE;
        }
    }
}
