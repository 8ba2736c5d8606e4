package vssledger.bench.scale;

import static vssledger.bench.scale.Step.CAPTURE;
import static vssledger.bench.scale.Step.EXPORT;
import static vssledger.bench.scale.Step.IMPORT;
import static vssledger.bench.scale.Step.PARSE;
import static vssledger.bench.scale.Step.RECONCILE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vssledger.bench.Machine;
import vssledger.platform.db.LocalPostgres;

/** Measures what a week costs, step by step from its webhooks to its reports, for more and more sessions, and what it costs to share the parsing with workers. */
@Command(
        name = "src/bench/scale/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What a million sessions cost, and how that grows.")
final class ScaleBench implements Callable<Integer> {

    @Option(
            names = "--sessions",
            split = ",",
            defaultValue = "20000,200000",
            description = "Smallest first, each ten times the one before. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes = List.of();

    @Option(names = "--rounds", defaultValue = "1", description = "Of each size; medians. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "Beside the run's process. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--shared-rounds",
            defaultValue = "1",
            description = "Of parsing with them. Default: ${DEFAULT-VALUE}.")
    private int sharedRounds;

    @Option(names = "--shared-sessions", description = "That are parsed with them. Default: the largest size.")
    private @Nullable Integer sharedSessions;

    @Option(
            names = "--warm-up",
            defaultValue = "100000",
            description = "Sessions that the workers have parsed before that, since they live for weeks; 0: none."
                    + " Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--heap", defaultValue = "512m", description = "Of each process. Default: ${DEFAULT-VALUE}.")
    private String heap = "";

    private final Path folder = temporary();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new ScaleBench()).execute(arguments));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("scale-bench");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Integer call() throws Exception {
        try (var postgres = LocalPostgres.open(folder)) {
            var ledger = new MeasuredLedger(postgres, folder, heap);
            var costs = new LinkedHashMap<Integer, Map<Step, Costs>>();
            var tables = "";
            for (var size : sizes) {
                var measured = new EnumMap<Step, List<Costs>>(Step.class);
                for (var round = 1; round <= rounds; round++) {
                    System.err.printf("%,d sessions, round %d ...%n", size, round);
                    measure(ledger, size)
                            .forEach((step, cost) -> measured.computeIfAbsent(step, any -> new ArrayList<>())
                                    .add(cost));
                    tables = Tables.of(ledger.url(), size);
                }
                var medians = new EnumMap<Step, Costs>(Step.class);
                measured.forEach((step, all) -> medians.put(step, Costs.median(all)));
                costs.put(size, medians);
            }
            print(costs);
            System.out.println(tables);
            if (workers > 0) {
                shared(ledger);
            }
            try (var connection = DriverManager.getConnection(ledger.url())) {
                System.out.println(Machine.describe(connection));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    private static Map<Step, Costs> measure(MeasuredLedger ledger, int sessions) throws Exception {
        var meter = new Meter(ledger);
        var costs = new EnumMap<Step, Costs>(Step.class);
        ledger.empty();
        try (var server = ledger.serve()) {
            costs.put(CAPTURE, meter.of(CAPTURE, () -> server.post(sessions)));
        }
        ledger.empty();
        ledger.fill(MeasuredLedger.FIRST, sessions);
        costs.put(PARSE, meter.of(PARSE, () -> ledger.run(PARSE)));
        var bill = ledger.bill();
        costs.put(IMPORT, meter.of(IMPORT, () -> ledger.importBill(bill)));
        for (var file : bill) {
            Files.delete(file);
        }
        ledger.settle();
        costs.put(RECONCILE, meter.of(RECONCILE, () -> ledger.run(RECONCILE)));
        costs.put(EXPORT, meter.of(EXPORT, () -> ledger.run(EXPORT)));
        return costs;
    }

    private void shared(MeasuredLedger ledger) throws Exception {
        int size = sharedSessions != null ? sharedSessions : sizes.get(sizes.size() - 1);
        var alone = new ArrayList<Costs>();
        var together = new ArrayList<Costs>();
        for (var round = 1; round <= sharedRounds; round++) {
            System.err.printf("Parsing %,d sessions alone, and with %d workers, round %d ...%n", size, workers, round);
            alone.add(parsing(ledger, size, 0));
            together.add(parsing(ledger, size, workers, "--parallel", "1"));
        }
        var rate = size / Costs.median(alone).seconds();
        var shared = size / Costs.median(together).seconds();
        System.out.println("| parsing " + String.format(Locale.ROOT, "%,d", size) + " sessions | sessions/s |");
        System.out.println("|---|--:|");
        System.out.printf("| one process | %,.0f |%n", rate);
        System.out.printf(
                "| one process with one thread and %d workers with one each | %,.0f, %.2f of that |%n%n",
                workers, shared, shared / rate);
    }

    /** The week before is parsed already, by the same workers. */
    private Costs parsing(MeasuredLedger ledger, int sessions, int beside, String... more) throws Exception {
        ledger.empty();
        var workers = ledger.workers(beside);
        try {
            if (warmUp > 0) {
                ledger.fill(MeasuredLedger.FIRST.minusWeeks(1), warmUp);
                ledger.run(PARSE, more);
            }
            ledger.fill(MeasuredLedger.FIRST, sessions);
            return new Meter(ledger).of(PARSE, () -> ledger.run(PARSE, more));
        } finally {
            for (var worker : workers) {
                worker.destroy();
                worker.waitFor();
            }
        }
    }

    private void print(Map<Integer, Map<Step, Costs>> costs) {
        System.out.println("| | sessions | s | sessions/s | CPU s a million | of them PostgreSQL | WAL a session |"
                + " a session, against the size before |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (var step : Step.values()) {
            for (var i = 0; i < sizes.size(); i++) {
                var cost = of(costs, i, step);
                System.out.printf(
                        "| %s | %,d | %.1f | %,.0f | %.1f | %.1f | %,d B | %s |%n",
                        step,
                        sizes.get(i),
                        cost.seconds(),
                        sizes.get(i) / cost.seconds(),
                        cost.cpuSeconds() * 1e6 / sizes.get(i),
                        cost.databaseSeconds() * 1e6 / sizes.get(i),
                        cost.walBytes() / sizes.get(i),
                        i == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, "%.2f", aSession(costs, i, step) / aSession(costs, i - 1, step)));
            }
        }
        System.out.println();
    }

    /** Seconds. */
    private double aSession(Map<Integer, Map<Step, Costs>> costs, int size, Step step) {
        return of(costs, size, step).seconds() / sizes.get(size);
    }

    private Costs of(Map<Integer, Map<Step, Costs>> costs, int size, Step step) {
        return Objects.requireNonNull(
                Objects.requireNonNull(costs.get(sizes.get(size))).get(step));
    }
}
