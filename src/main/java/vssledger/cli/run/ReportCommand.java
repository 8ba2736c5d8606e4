package vssledger.cli.run;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vssledger.cli.Ledger;
import vssledger.cli.VssCommand;
import vssledger.cli.text.RangeOptions;
import vssledger.report.ReportFormat;
import vssledger.report.ReportScope;
import vssledger.report.Reports;

@Command(
        name = "report",
        description = "Writes the report files of a range from the results of the last run; it makes no edition.")
public final class ReportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Option(names = "--report", paramLabel = "ID", description = "Only this report; may be repeated. Default: all.")
    private List<String> ids = List.of();

    @Option(
            names = "--product",
            split = ",",
            paramLabel = "P",
            description = "Only sessions of this product, or of several, separated by a comma. Default: of all.")
    private List<String> products = List.of();

    @Option(
            names = "--subaccount",
            split = ",",
            paramLabel = "S",
            description = "Only sessions of this subaccount, or of several, separated by a comma. Default: of all.")
    private List<String> subAccounts = List.of();

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "F",
            description = "xlsx, csv or both, separated by a comma. Default: both.")
    private @Nullable Set<ReportFormat> formats;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the files. Default: the current one.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        try (var ledger = Ledger.open(spec)) {
            var days = range.range(ledger)
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "Name the range: --from and --to."));
            var chosen = formats == null ? EnumSet.allOf(ReportFormat.class) : formats;
            var out = spec.commandLine().getOut();
            ledger.the(Reports.class)
                    .write(new ReportScope(days, products, subAccounts), Set.copyOf(ids), chosen, folder)
                    .forEach(out::println);
            out.flush();
            return VssCommand.DONE;
        }
    }
}
