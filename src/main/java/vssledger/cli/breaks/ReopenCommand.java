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
import vssledger.cli.text.TextTable;
import vssledger.cli.text.Who;
import vssledger.reconcile.period.PeriodClosing;

@Command(
        name = "reopen",
        description = {
            "Opens a closed month again, and shows what has changed since it was closed. Adjustments that were reported for it",
            "no longer count; the next run makes the month's own reports anew."
        })
public final class ReopenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "MONTH", description = "Such as 2026-10.")
    @SuppressWarnings("NullAway.Init")
    private YearMonth month;

    @Option(
            names = {"-m", "--note"},
            paramLabel = "TEXT",
            description = "The reason; it is kept.")
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
            var reopened =
                    dryRun.doing(ledger, () -> ledger.the(PeriodClosing.class).reopen(month, who.actor(ledger), note));
            var out = spec.commandLine().getOut();
            if (json) {
                Json.print(reopened, out);
                return VssCommand.DONE;
            }
            dryRun.announce(out);
            out.println(
                    month + " is open again. Closed by " + reopened.closing().closedBy() + " at "
                            + reopened.closing().closedAt() + ", opened by "
                            + reopened.closing().reopenedBy() + ".");
            if (reopened.differences().isEmpty()) {
                out.println("Its figures are as they were closed.");
            } else {
                var table = new TextTable(
                        "business day",
                        "figure",
                        "product",
                        "subaccount",
                        "source",
                        "of",
                        "number",
                        "seconds",
                        "amount",
                        "");
                reopened.differences()
                        .forEach(d -> table.row(
                                d.businessDay(),
                                d.section(),
                                d.product(),
                                d.subAccountId(),
                                d.source(),
                                d.item(),
                                change(d.numberThen(), d.numberNow()),
                                change(d.secondsThen(), d.secondsNow()),
                                change(d.amountThen(), d.amountNow()),
                                d.currency()));
                table.print(out);
            }
            dryRun.tellDays(out);
            out.flush();
            return VssCommand.DONE;
        }
    }

    private static String change(@Nullable Object then, @Nullable Object now) {
        if (then == null && now == null) {
            return "";
        }
        var before = then == null ? "-" : then.toString();
        var after = now == null ? "-" : now.toString();
        return before.equals(after) ? before : before + " → " + after;
    }
}
