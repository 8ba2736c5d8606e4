package vssledger.cli.run;

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
import vssledger.cli.text.Json;
import vssledger.cli.text.StrictOption;
import vssledger.run.RunOrigin;
import vssledger.run.Runs;
import vssledger.run.history.RunHistory;
import vssledger.run.preview.DryRun;

@Command(
        name = "runs",
        description = "Past and present runs: list them, show one, stop it, or continue it where it ended.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunsCommand.Listing.class,
            RunsCommand.Show.class,
            RunsCommand.Stop.class,
            RunsCommand.Restart.class
        })
public final class RunsCommand extends CommandGroup {

    @Command(name = "list", description = "Lists them, the newest first.")
    static final class Listing implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(
                names = "--limit",
                defaultValue = "20",
                paramLabel = "N",
                description = "List at most N. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var runs = ledger.the(RunHistory.class).newest(limit);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(runs, out);
                } else if (runs.isEmpty()) {
                    out.println("There was no run yet. Begin with: vss run");
                } else {
                    RunsText.table(runs).print(out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "show",
            description =
                    "Shows a run: what was asked for, by whom and why, its steps, totals, files and mails, and why it failed.")
    static final class Show implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the run.")
        private long id;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                var run = ledger.the(Runs.class).show(id);
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(run, out);
                } else {
                    RunsText.print(run, out);
                }
                out.flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "stop",
            description =
                    "Stops a run after its current chunk, on whatever machine it runs. What it has done stands; restart continues it.")
    static final class Stop implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the run.")
        private long id;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                ledger.the(Runs.class).stop(id);
                var out = spec.commandLine().getOut();
                out.println("Run " + id + " ends after its current chunk. To go on from there: vss runs restart " + id);
                out.flush();
                return VssCommand.DONE;
            }
        }
    }

    @Command(name = "restart", description = "Continues a run that failed, died or was stopped.")
    static final class Restart implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "Number of the run.")
        private long id;

        @Option(names = "--why", paramLabel = "TEXT", description = "A remark that is kept.")
        private @org.jspecify.annotations.Nullable String why;

        @Option(names = "--wait", description = "If somebody else is working on these days, wait for them.")
        private boolean wait;

        @Mixin
        private final StrictOption strict = new StrictOption();

        @Option(names = "--dry-run", description = "Change nothing; show, day by day, what would change.")
        private boolean dryRun;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (var ledger = Ledger.open(spec)) {
                if (dryRun) {
                    var request = ledger.the(Runs.class).toRestart(id);
                    DryRunText.print(
                            ledger.the(DryRun.class).of(request),
                            json,
                            spec.commandLine().getOut());
                    return VssCommand.DONE;
                }
                var report = ledger.the(Runs.class)
                        .restart(id, RunOrigin.here().because(why).waiting(wait));
                var out = spec.commandLine().getOut();
                if (json) {
                    Json.print(report, out);
                } else {
                    RunReportText.print(report, out);
                }
                return strict.code(report.wantsAttention());
            }
        }
    }
}
