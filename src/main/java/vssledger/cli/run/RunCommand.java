package vssledger.cli.run;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.Json;
import vssledger.cli.text.RangeOptions;
import vssledger.cli.text.StrictOption;
import vssledger.platform.LedgerProperties;
import vssledger.run.NightlyRuns;
import vssledger.run.RunOrigin;
import vssledger.run.RunRequest;
import vssledger.run.preview.DryRun;

@Command(
        name = "run",
        description = {
            "Runs the nightly job: parses the inbox, reconciles, exports reports and sends them.",
            "Without a range: yesterday, and every earlier day that late data touched or that was missed."
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Mixin
    private final StrictOption strict = new StrictOption();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            description = "A remark that is kept with the run (see: vss runs show).")
    private @Nullable String why;

    @Option(
            names = "--wait",
            description = "If somebody else is working on these days, wait for them instead of failing.")
    private boolean wait;

    @Option(names = "--dry-run", description = "Change nothing; show, day by day, what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (var ledger = Ledger.open(spec)) {
            var clock = ledger.the(Clock.class);
            var properties = ledger.the(LedgerProperties.class);
            var days = range.range(ledger);
            options.check(spec, days.isPresent());
            var request = options.applied(days.map(these -> RunRequest.exactly(these, clock, properties))
                    .orElseGet(() -> RunRequest.nightly(clock, properties)));
            var out = spec.commandLine().getOut();
            if (dryRun) {
                DryRunText.print(ledger.the(DryRun.class).of(request), json, out);
                return VssCommand.DONE;
            }
            var report = ledger.the(NightlyRuns.class)
                    .run(request, RunOrigin.here().because(why).waiting(wait));
            if (json) {
                Json.print(report, out);
            } else {
                RunReportText.print(report, out);
            }
            return strict.code(report.wantsAttention());
        }
    }
}
