package vssledger.bench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vssledger.VssLedger;
import vssledger.bench.JavaProcess;
import vssledger.bench.Machine;
import vssledger.bench.Measured;
import vssledger.platform.db.LocalPostgres;

/**
 * Measures how fast many rows become a file, beside peers: each in a process of its own with a small heap, round by round; reads back
 * what they wrote, and prints medians and ratios.
 */
@Command(name = "src/bench/export/run", mixinStandardHelpOptions = true, sortOptions = false)
final class ExportBench implements Callable<Integer> {

    private record Kind(String suffix, Map<String, String> names, Measured seconds) {}

    private static final String DATABASE = "bench";

    private static final Map<String, String> CSV = new LinkedHashMap<>();
    private static final Map<String, String> XLSX = new LinkedHashMap<>();

    static {
        CSV.put("copy", "PostgreSQL's own `COPY … TO STDOUT CSV`");
        CSV.put("cursor", "a cursor through FastCSV");
        CSV.put("ledger", "**VSS Ledger**: numbers masked, formulas defused, SHA-256");
        XLSX.put("sxssf", "a cursor through a bare loop of POI's SXSSF");
        XLSX.put("fastexcel", "a cursor through a bare loop of org.dhatim:fastexcel");
        XLSX.put("ledger", "**VSS Ledger**: cover, looks, filter, total, SHA-256");
    }

    @Option(names = "--rows", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--heap", defaultValue = "256m", description = "Of each process. Default: ${DEFAULT-VALUE}.")
    private String heap = "";

    @Option(names = "--only", split = ",", description = "Of: copy, cursor, sxssf, fastexcel, ledger.")
    private List<String> only = List.of("copy", "cursor", "sxssf", "fastexcel", "ledger");

    @Option(names = "--formats", split = ",", description = "Of: csv, xlsx.")
    private List<String> formats = List.of("csv", "xlsx");

    @Option(names = "--java", split = " ", description = "Options of Java for the processes.")
    private List<String> options = List.of();

    private final List<Kind> kinds =
            List.of(new Kind("csv", CSV, new Measured()), new Kind("xlsx", XLSX, new Measured()));

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new ExportBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("export-bench");
        try (var postgres = LocalPostgres.open(folder)) {
            System.err.println("Seeding " + rows + " call legs ...");
            seed(postgres.url(DATABASE));
            var reference = folder.resolve("reference.csv");
            new CopyCsv(postgres.url(DATABASE)).export(Detail.RANGE, reference);
            for (var round = 1; round <= rounds; round++) {
                for (var kind : kinds) {
                    for (var name : kind.names().keySet()) {
                        if (only.contains(name) && formats.contains(kind.suffix())) {
                            System.err.println("Round " + round + ": " + name + ", " + kind.suffix() + " ...");
                            measure(postgres.url(DATABASE), name, kind, folder, round == 1 ? reference : null);
                        }
                    }
                }
            }
            print(postgres);
        }
        return 0;
    }

    private void seed(String url) throws IOException, SQLException {
        new SpringApplicationBuilder(VssLedger.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + url, "--vss.run.nightly-at=-")
                .close();
        var sql = Files.readString(Path.of("src/bench/export/seed.sql")).replace(":rows", String.valueOf(rows));
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
    }

    private void measure(String url, String name, Kind kind, Path folder, @Nullable Path reference)
            throws IOException, InterruptedException {
        var file = folder.resolve(Detail.REPORT + "." + kind.suffix());
        var process = JavaProcess.of(
                Running.class, heap, options, List.of(name, url, file.toString()), folder.resolve("log"));
        process.run(name);
        var seconds = process.figure("seconds");
        kind.seconds().add(name, seconds);
        System.err.printf(
                "  %.2f s, of a processor's time %.2f s, %,d bytes%n",
                seconds, process.figure("processor seconds"), Files.size(file));
        if (reference != null) {
            var readBack = new ReadBack(reference, name.equals("ledger"));
            if (kind.suffix().equals("csv")) {
                readBack.csv(file);
            } else {
                readBack.workbook(file);
            }
        }
        Files.delete(file);
    }

    private void print(LocalPostgres postgres) throws IOException, SQLException {
        for (var kind : kinds) {
            System.out.println(kind.suffix().toUpperCase(Locale.ROOT) + ":");
            kind.seconds().print("s", "the ledger takes", "%.2f", kind.names());
        }
        try (var connection = DriverManager.getConnection(postgres.url("postgres"))) {
            System.out.println(Machine.describe(connection) + " " + rounds + " rounds of " + rows + " rows of "
                    + Detail.COLUMNS.size() + " columns, each in a process of its own with a heap of " + heap
                    + "; medians.");
        }
    }
}
