package vssledger.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program's commands, and what all of them share. Exit codes: 0 done, 1 failed, 2 bad usage, 3 see {@code --strict}. */
@Command(
        name = "vss",
        description = "Keeps the books of 8x8 Voice Session Summaries: captures, parses, reconciles, reports.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the message says why and what to do",
            "2:bad usage",
            "3:done, with breaks or quarantined deliveries to look at (only with --strict)"
        },
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            WorkerCommand.class,
            IngestCommand.class,
            ExpectedCommand.class,
            RunCommand.class,
            RunsCommand.class,
            DeliveriesCommand.class,
            QuarantineCommand.class,
            RejectedCommand.class,
            ForgetCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            ReportCommand.class,
            MatchesCommand.class,
            BreaksCommand.class,
            DisputePackCommand.class,
            CloseCommand.class,
            ReopenCommand.class,
            WebhookCommand.class,
            UsersCommand.class,
            ArchiveCommand.class,
            CodesCommand.class,
            WarmUpCommand.class
        })
public final class VssCommand implements Runnable {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int TO_LOOK_AT = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log in detail, and show where in the program a failure happened.")
    private boolean debug;

    private final Class<?> application;

    private VssCommand(Class<?> application) {
        this.application = application;
    }

    /**
     * Carries out one command line, and tells its exit code.
     *
     * @param application from which Spring puts the ledger together
     */
    public static int execute(Class<?> application, String[] args, PrintWriter out, PrintWriter err) {
        var root = new VssCommand(application);
        return new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    if (root.debug) {
                        failure.printStackTrace(command.getErr());
                    }
                    command.getErr().println(Failures.explain(failure));
                    command.getErr().flush();
                    return FAILED;
                })
                .execute(args);
    }

    Class<?> application() {
        return application;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
