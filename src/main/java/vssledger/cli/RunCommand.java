package vssledger.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vssledger.pipeline.DryRun;
import vssledger.pipeline.NightlyRuns;
import vssledger.pipeline.RunRequest;
import vssledger.platform.LedgerProperties;

@Command(
        name = "run",
        description = {
            "Runs the nightly job: parses what lies in the inbox, reconciles, exports reports.",
            "Without a range: yesterday, and every earlier day that late data touched."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Mixin
    private final StrictOption strict = new StrictOption();

    @Option(
            names = "--reparse",
            description = "Derive the facts of the range anew from the inbox, and tell what is otherwise.")
    private boolean reparse;

    @Option(names = "--no-deliver", description = "Make the reports, but send them to nobody.")
    private boolean noDeliver;

    @Option(names = "--resend", description = "Send the reports again to those who have them.")
    private boolean resend;

    @Option(names = "--dry-run", description = "Change nothing: tell, day by day, what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "The answer as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (var ledger = Ledger.open(spec)) {
            var clock = ledger.the(Clock.class);
            var properties = ledger.the(LedgerProperties.class);
            var days = range.range(ledger);
            if (resend && noDeliver) {
                throw new ParameterException(spec.commandLine(), "Choose one: --resend or --no-deliver.");
            }
            if (resend && days.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "Name the days whose reports are to be sent again: --from and --to.");
            }
            if (reparse && days.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "Name the days that are to be derived anew: --from and --to.");
            }
            var request = days.map(these -> RunRequest.exactly(these, clock, properties))
                    .map(exactly -> reparse ? exactly.reparsing() : exactly)
                    .orElseGet(() -> RunRequest.nightly(clock, properties));
            request = noDeliver
                    ? request.sending(RunRequest.Sending.NONE)
                    : resend ? request.sending(RunRequest.Sending.AGAIN) : request;
            var out = spec.commandLine().getOut();
            if (dryRun) {
                var report = ledger.the(DryRun.class).of(request);
                if (json) {
                    Json.print(report, out);
                } else {
                    DryRunText.print(report, out);
                }
                return VssCommand.DONE;
            }
            var report = ledger.the(NightlyRuns.class).run(request);
            if (json) {
                Json.print(report, out);
            } else {
                RunReportText.print(report, out);
            }
            return strict.code(report.wantsAttention());
        }
    }
}
