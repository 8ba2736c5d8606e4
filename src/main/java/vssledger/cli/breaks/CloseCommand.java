package vssledger.cli.breaks;

import java.time.YearMonth;
import java.util.concurrent.Callable;
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
import vssledger.cli.text.Who;
import vssledger.reconcile.period.PeriodClosing;

@Command(
        name = "close",
        description = {
            "Closes a month: freezes its figures. The month has to be over, its days parsed, run and balanced, and its breaks",
            "decided on; all that stands in the way is listed. Later data becomes an adjustment in the reports of the open month."
        })
public final class CloseCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "MONTH", description = "Such as 2026-10.")
    @SuppressWarnings("NullAway.Init")
    private YearMonth month;

    @Option(
            names = {"-m", "--note"},
            paramLabel = "TEXT",
            description = "A remark that is kept.")
    private @Nullable String note;

    @Mixin
    private final Who who = new Who();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (var ledger = Ledger.open(spec)) {
            var closing =
                    dryRun.doing(ledger, () -> ledger.the(PeriodClosing.class).close(month, who.actor(ledger), note));
            var out = spec.commandLine().getOut();
            if (json) {
                Json.print(closing, out);
            } else {
                dryRun.announce(out);
                out.println(month + " is closed by " + closing.closedBy() + ": " + closing.figures()
                        + " figures, SHA-256 " + closing.sha256());
                dryRun.tellDays(out);
                out.flush();
            }
            return VssCommand.DONE;
        }
    }
}
