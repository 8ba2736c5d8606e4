package vssledger.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import vssledger.cli.admin.ArchiveCommand;
import vssledger.cli.admin.DoctorCommand;
import vssledger.cli.admin.ForgetCommand;
import vssledger.cli.admin.UsersCommand;
import vssledger.cli.admin.WebhookCommand;
import vssledger.cli.breaks.BreaksCommand;
import vssledger.cli.breaks.CloseCommand;
import vssledger.cli.breaks.DisputePackCommand;
import vssledger.cli.breaks.MatchesCommand;
import vssledger.cli.breaks.ReopenCommand;
import vssledger.cli.expected.ExpectedCommand;
import vssledger.cli.failure.Failures;
import vssledger.cli.inbox.CodesCommand;
import vssledger.cli.inbox.DeliveriesCommand;
import vssledger.cli.inbox.IngestCommand;
import vssledger.cli.inbox.QuarantineCommand;
import vssledger.cli.inbox.RejectedCommand;
import vssledger.cli.run.ReportCommand;
import vssledger.cli.run.RunCommand;
import vssledger.cli.run.RunsCommand;
import vssledger.cli.run.StatusCommand;
import vssledger.cli.server.DemoCommand;
import vssledger.cli.server.ServeCommand;
import vssledger.cli.server.WarmUpCommand;
import vssledger.cli.server.WorkerCommand;

/** The program's commands, and what all of them share. Exit codes: 0 done, 1 failed, 2 bad usage, 3 see {@code --strict}. */
@Command(
        name = "vss",
        description =
                "Captures 8x8 Voice Session Summaries (VSS), turns them into facts, reconciles them with the bill, and reports.",
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
        })
public final class VssCommand implements Runnable, IExecutionExceptionHandler {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int TO_LOOK_AT = 3;

    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(
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
            WarmUpCommand.class);

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
        return line(root, new HashSet<>(List.of(args)))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(root)
                .execute(args);
    }

    /** All commands in full, for the page that describes them. */
    static CommandLine all() {
        var names = COMMANDS.stream()
                .map(type -> type.getAnnotation(Command.class).name())
                .collect(Collectors.toSet());
        return line(new VssCommand(VssCommand.class), names);
    }

    private static CommandLine line(VssCommand root, Set<String> words) {
        var line = new CommandLine(root);
        for (var command : COMMANDS) {
            addCommand(line, command, words);
        }
        return describingCommands(line);
    }

    /** In full if the command line names it; of others the help needs a line each, and to read all options takes time. */
    private static void addCommand(CommandLine line, Class<?> type, Set<String> words) {
        var command = type.getAnnotation(Command.class);
        if (words.contains(command.name())) {
            line.addSubcommand(command.name(), type);
        } else {
            var outline = CommandSpec.create().name(command.name());
            outline.usageMessage().description(command.description()).hidden(command.hidden());
            line.addSubcommand(command.name(), outline);
        }
    }

    /** Lists each subcommand with the whole first sentence of its description; picocli would show the first line only. */
    private static CommandLine describingCommands(CommandLine line) {
        var sections = new HashMap<>(line.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, VssCommand::listOfCommands);
        return line.setHelpSectionMap(sections);
    }

    private static String listOfCommands(Help help) {
        var commands = help.subcommands();
        if (commands.isEmpty()) {
            return "";
        }
        var width = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        var list = Help.TextTable.forColumns(
                help.colorScheme(),
                new Help.Column(width + 2, 2, Help.Column.Overflow.SPAN),
                new Help.Column(
                        Math.max(20, help.commandSpec().usageMessage().width() - width - 2),
                        2,
                        Help.Column.Overflow.WRAP));
        commands.forEach((name, command) -> list.addRowValues(
                help.colorScheme().commandText(name),
                help.colorScheme()
                        .text(firstSentence(command.commandSpec().usageMessage().description()))));
        return list.toString();
    }

    private static String firstSentence(String... description) {
        return String.join(" ", description).split("(?<=\\.) ", 2)[0];
    }

    public Class<?> application() {
        return application;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        if (debug) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().println(Failures.explain(failure));
        command.getErr().flush();
        return FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
