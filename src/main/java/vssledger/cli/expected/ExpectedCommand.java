package vssledger.cli.expected;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vssledger.cli.CommandGroup;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.run.DryRunOption;
import vssledger.cli.text.RangeOptions;
import vssledger.cli.text.Who;
import vssledger.eightxeight.EightxEightProperties;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedPulls;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportChanges;
import vssledger.expected.ImportOptions;
import vssledger.expected.ImportResult;
import vssledger.expected.UncheckableLines;
import vssledger.platform.UserException;

@Command(
        name = "expected",
        description = "Expected sessions: what was billed, what was sent.",
        subcommands = {
            ExpectedCommand.Import.class,
            ExpectedCommand.Pull.class,
            ImportsCommands.Listing.class,
            ImportsCommands.Show.class,
            ImportsCommands.Withdraw.class,
            ImportsCommands.Reinstate.class
        })
public final class ExpectedCommand extends CommandGroup {

    @Command(
            name = "pull",
            description = {
                "Fetches 8x8's voice log export of these days and imports it, subaccount by subaccount. After an interruption the command",
                "continues with the export that 8x8 has prepared. The API key is VSS_EIGHTXEIGHT_KEY."
            })
    static final class Pull implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final RangeOptions range = new RangeOptions();

        @Option(
                names = "--subaccount",
                split = ",",
                paramLabel = "S",
                description = "Of these subaccounts. Default: those of vss.eightxeight.sub-accounts.")
        private List<String> subAccounts = List.of();

        @Option(names = "--dry-run", description = "Change nothing and ask 8x8 nothing; show what would be fetched.")
        private boolean dryRun;

        @Mixin
        private final Who who = new Who();

        @Override
        public Integer call() throws InterruptedException {
            try (var ledger = Ledger.open(spec)) {
                var days = range.range(ledger)
                        .orElseThrow(
                                () -> new ParameterException(spec.commandLine(), "Name the days: --from and --to."));
                var chosen = subAccounts.isEmpty()
                        ? ledger.the(EightxEightProperties.class).subAccounts()
                        : subAccounts;
                if (chosen.isEmpty()) {
                    throw new UserException("Of which subaccounts? Name them with --subaccount, or set"
                            + " vss.eightxeight.sub-accounts in config/application.yml.");
                }
                var out = spec.commandLine().getOut();
                var pulls = ledger.the(ExpectedPulls.class);
                for (var subAccount : chosen) {
                    if (dryRun) {
                        out.println(subAccount + ": the voice log export of " + days.inWords() + " would be "
                                + (pulls.isUnderWay(subAccount, days) ? "gone on with" : "asked for")
                                + " and imported; days that it changes would be stale, and the next run carry them on");
                        out.flush();
                        continue;
                    }
                    var result = pulls.pull(subAccount, days);
                    result.filter(pulled -> !pulled.unchanged())
                            .ifPresent(pulled -> ledger.the(ImportChanges.class)
                                    .importedBy(
                                            pulled.importId(), who.actor(ledger).inWords()));
                    out.println(result.map(Import::line).orElse(subAccount + ": 8x8 has no calls of these days"));
                    out.flush();
                }
                return VssCommand.DONE;
            }
        }
    }

    @Command(
            name = "import",
            description = {
                "Imports files of expected sessions, each all or nothing; the same file again changes nothing.",
                "8x8-log-export: 8x8's voice log export, CSV or a workbook, one row per call leg.",
                "callflows: what your own system sent; CSV, NDJSON or a workbook: session_id or client_request_id,"
                        + " sub_account_id, product, sent_at, destination, status.",
                "sessions: any other list of yours; config/lists.yml says how to read it. Lines without an id are"
                        + " matched by subaccount, destination and time.",
                "A file that a spreadsheet has saved (semicolons, decimal commas, 20/11/2026, title and total rows, a workbook)"
                        + " is first shown as it would be read; --yes takes it."
            })
    static final class Import implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(
                names = "--source",
                required = true,
                paramLabel = "S",
                description = "8x8-log-export, callflows or sessions.")
        @SuppressWarnings("NullAway.Init")
        private String source;

        @Option(names = "--list", paramLabel = "L", description = "Which of the lists in config/lists.yml.")
        private @Nullable String list;

        @Option(
                names = "--replaces-range",
                description = {
                    "The file replaces everything that earlier files of this source say about its days and subaccounts: their lines that",
                    "are not in it no longer count. Without this option the file adds lines, and replaces those of the same calls."
                })
        private boolean replacesRange;

        @Mixin
        private final Who who = new Who();

        @Mixin
        private final ReadingOptions reading = new ReadingOptions();

        @Mixin
        private final DryRunOption dryRun = new DryRunOption();

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of that source, gzipped or not.")
        @SuppressWarnings("NullAway.Init")
        private List<Path> files;

        @Override
        public Integer call() {
            var from = ExpectedSource.of(source);
            try (var ledger = Ledger.open(spec)) {
                var out = spec.commandLine().getOut();
                dryRun.announce(out);
                var options = reading.options();
                for (var file : files) {
                    dryRun.doing(ledger, () -> imported(ledger, from, file, options))
                            .print(out);
                    out.flush();
                }
                dryRun.tellDays(out);
                out.flush();
                return VssCommand.DONE;
            }
        }

        private ImportText imported(Ledger ledger, ExpectedSource from, Path file, ImportOptions options) {
            var result = ledger.the(ExpectedImports.class).importFile(from, list, file, options);
            var changes = ledger.the(ImportChanges.class);
            if (!result.unchanged()) {
                changes.importedBy(result.importId(), who.actor(ledger).inWords());
            }
            if (replacesRange) {
                changes.replaceRange(result.importId(), who.actor(ledger).inWords());
            }
            return ImportText.of(ledger, from, result, replacesRange);
        }

        static String line(ImportResult result) {
            if (result.unchanged()) {
                return result.file() + ": imported before (import " + result.importId() + "), nothing changed";
            }
            return (result.reading() == null ? "" : result.reading() + "\n") + result.file() + ": " + result.rows()
                    + " rows imported (import " + result.importId() + ")"
                    + (result.skipped() == 0
                            ? ""
                            : ", " + result.skipped() + " that were never created: they expect nothing")
                    + (result.uncheckable().isEmpty() ? "" : uncheckable(result.uncheckable()));
        }

        private static String uncheckable(List<UncheckableLines> lines) {
            return "\nOf these rows something cannot be compared, and their sessions are breaks (NOT_CHECKABLE) until it can:\n"
                    + lines.stream().map(line -> "  " + line.inWords()).collect(Collectors.joining("\n"))
                    + (lines.stream().anyMatch(UncheckableLines::isWordUnknown)
                            ? "\nWrite what an unknown unit or product means under vss.spellings in config/products.yml; the next run"
                                    + " then reads these rows again."
                            : "")
                    + (lines.stream().allMatch(UncheckableLines::isWordUnknown)
                            ? ""
                            : "\nWhat the file does not state, the ledger does not make up: export it again with these columns"
                                    + " filled in, or decide on the breaks (vss breaks list --kind NOT_CHECKABLE).");
        }
    }
}
