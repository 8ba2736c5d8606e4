package vssledger.cli.breaks;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;
import vssledger.reconcile.breaks.BreakFilter;
import vssledger.reconcile.breaks.BreakState;
import vssledger.reconcile.breaks.Breaks;
import vssledger.report.Reports;

@Command(
        name = "dispute-pack",
        description = {
            "Writes the workbook for 8x8 support: every disputed break of a month, call by call, as it was billed and as the",
            "webhook had it, with the delivery's number, arrival and the SHA-256 of its body."
        })
public final class DisputePackCommand implements Callable<Integer> {

    private static final String WORKBOOK = "dispute-pack.xlsx";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--period", required = true, paramLabel = "MONTH", description = "Such as 2026-11.")
    @SuppressWarnings("NullAway.Init")
    private YearMonth month;

    @Option(
            names = "--out",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Folder to write it to. Default: this one.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    public Integer call() {
        var days = new DateRange(month.atDay(1), month.atEndOfMonth());
        try (var ledger = Ledger.open(spec)) {
            var disputed = new BreakFilter(
                    Set.of(), Set.of(BreakState.DISPUTED), null, null, days.from(), days.to(), null, null);
            if (ledger.the(Breaks.class).list(disputed, 1).isEmpty()) {
                throw new UserException("No break of " + month + " is disputed. Dispute what 8x8 is to look at first:"
                        + " vss breaks list --from " + days.from() + " --to " + days.to()
                        + ", then vss breaks dispute ID.");
            }
            var out = spec.commandLine().getOut();
            out.println(ledger.the(Reports.class).writeWorkbook(WORKBOOK, days, folder));
            out.flush();
            return VssCommand.DONE;
        }
    }
}
