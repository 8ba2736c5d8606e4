package vssledger.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import vssledger.VssLedger;
import vssledger.bench.InboxSeed;
import vssledger.bench.Machine;
import vssledger.platform.LocalPostgres;

/** Measures what a run of a week costs by step, for more and more sessions, and what it costs to share the parsing with workers. */
@Command(
        name = "src/bench/scale/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What a million sessions cost, and how that grows.")
final class ScaleBench implements Callable<Integer> {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final LocalDate LAST = FIRST.plusDays(6);
    private static final List<String> STEPS = List.of("parse", "reconcile", "export");

    /** Of a hundred deliveries, so many repeat another: see {@link InboxSeed}. */
    private static final int REPEATED = 2;

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
            var costs = new LinkedHashMap<Integer, Map<String, Costs>>();
            var sizesOfTables = "";
            for (var size : sizes) {
                var measured = new LinkedHashMap<String, List<Costs>>();
                for (var round = 1; round <= rounds; round++) {
                    System.err.printf("%,d sessions, round %d ...%n", size, round);
                    empty(postgres);
                    fill(postgres, FIRST, size);
                    for (var step : STEPS) {
                        if (step.equals("reconcile")) {
                            execute(postgres.url("bench"), Files.readString(Path.of("src/bench/scale/bill.sql")));
                            execute(postgres.url("bench"), "VACUUM ANALYZE");
                        }
                        measured.computeIfAbsent(step, name -> new ArrayList<>())
                                .add(measure(postgres, step));
                    }
                    sizesOfTables = tables(postgres.url("bench"), size);
                }
                costs.put(size, medians(measured));
            }
            print(costs);
            System.out.println(sizesOfTables);
            shared(postgres);
            try (var connection = DriverManager.getConnection(postgres.url("postgres"))) {
                System.out.println(Machine.describe(connection));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    private void empty(LocalPostgres postgres) throws Exception {
        FileSystemUtils.deleteRecursively(folder.resolve("reports/out"));
        postgres.drop("bench");
        migrate(postgres.url("bench"));
        execute( // as it lies there when webhooks come in
                postgres.url("bench"),
                "CREATE TABLE capture.delivery_2026_03 PARTITION OF capture.delivery"
                        + " FOR VALUES FROM ('2026-03-01T00:00:00Z') TO ('2026-04-01T00:00:00Z')");
    }

    private void fill(LocalPostgres postgres, LocalDate week, int sessions) throws SQLException {
        InboxSeed.into(postgres.url("bench"), week, (int) (sessions * 100L / (100 - REPEATED)));
        execute(postgres.url("postgres"), "CHECKPOINT");
    }

    private void migrate(String url) throws IOException, InterruptedException {
        require(command(url, List.of("status")).start(), "status");
    }

    /** A part of a run, by a process of its own. */
    private Costs measure(LocalPostgres postgres, String step, String... more) throws Exception {
        var url = postgres.url("bench");
        var wal = number(url, "SELECT pg_current_wal_lsn() - '0/0'");
        var database = ProcessTree.cpuSeconds(postmaster(url));
        var ledger = ofLedger(url);
        var began = System.nanoTime();
        run(url, step, more);
        var whole = (System.nanoTime() - began) / 1e9;
        var costs = new Costs(
                seconds(url, step),
                ofLedger(url) - ledger,
                ProcessTree.cpuSeconds(postmaster(url)) - database,
                number(url, "SELECT pg_current_wal_lsn() - '0/0'") - wal);
        System.err.printf(
                "  %s: %.1f s of %.1f s with its start, %.1f s of the processors, %.1f of them PostgreSQL, WAL %,d MB%n",
                step,
                costs.seconds(),
                whole,
                costs.cpuSeconds(),
                costs.databaseSeconds(),
                costs.walBytes() / 1_000_000);
        return costs;
    }

    private void run(String url, String step, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("run", "--from", FIRST.toString(), "--to", LAST.toString()));
        arguments.addAll(List.of("--which", "all", "--only", step, "--no-deliver"));
        arguments.addAll(List.of(more));
        require(command(url, arguments).start(), step);
    }

    /** What all processes of the ledger have taken; the database may be a child of this one, too. */
    private static double ofLedger(String url) throws SQLException {
        var all = ProcessTree.cpuSeconds(ProcessHandle.current().pid());
        var postmaster = postmaster(url);
        return ProcessHandle.current().descendants().anyMatch(child -> child.pid() == postmaster)
                ? all - ProcessTree.cpuSeconds(postmaster)
                : all;
    }

    private void shared(LocalPostgres postgres) throws Exception {
        if (workers == 0) {
            return;
        }
        int size = sharedSessions != null ? sharedSessions : sizes.get(sizes.size() - 1);
        var alone = new ArrayList<Double>();
        var together = new ArrayList<Double>();
        for (var round = 1; round <= sharedRounds; round++) {
            System.err.printf("Parsing %,d sessions alone, and with %d workers, round %d ...%n", size, workers, round);
            alone.add(size / parsing(postgres, size, 0).seconds());
            together.add(
                    size / parsing(postgres, size, workers, "--parallel", "1").seconds());
        }
        System.out.println("| parsing " + String.format("%,d", size) + " sessions | sessions/s |");
        System.out.println("|---|--:|");
        System.out.printf("| one process | %,.0f |%n", median(alone));
        System.out.printf(
                "| one process with one thread and %d workers with one each | %,.0f, %.2f of that |%n%n",
                workers, median(together), median(together) / median(alone));
    }

    /** The week before is parsed already, by the same workers. */
    private Costs parsing(LocalPostgres postgres, int sessions, int beside, String... more) throws Exception {
        var url = postgres.url("bench");
        empty(postgres);
        var helpers = new ArrayList<Process>();
        try {
            for (var n = 0; n < beside; n++) {
                helpers.add(command(url, List.of("worker", "--parallel", "1")).start());
            }
            await(url, "SELECT count(*) FROM workers.worker WHERE is_elsewhere", beside);
            if (warmUp > 0) {
                fill(postgres, FIRST.minusWeeks(1), warmUp);
                run(url, "parse", more);
            }
            fill(postgres, FIRST, sessions);
            return measure(postgres, "parse", more);
        } finally {
            for (var helper : helpers) {
                helper.destroy();
                helper.waitFor();
            }
        }
    }

    private void print(Map<Integer, Map<String, Costs>> costs) {
        System.out.println("| | sessions | s | sessions/s | CPU s a million | of them PostgreSQL | WAL a session |"
                + " a session, against the size before |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (var step : STEPS) {
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
                        i == 0 ? "" : String.format("%.2f", aSession(costs, i, step) / aSession(costs, i - 1, step)));
            }
        }
        System.out.println();
    }

    /** Seconds. */
    private double aSession(Map<Integer, Map<String, Costs>> costs, int size, String step) {
        return of(costs, size, step).seconds() / sizes.get(size);
    }

    private Costs of(Map<Integer, Map<String, Costs>> costs, int size, String step) {
        return Objects.requireNonNull(
                Objects.requireNonNull(costs.get(sizes.get(size))).get(step));
    }

    private static Map<String, Costs> medians(Map<String, List<Costs>> measured) {
        var medians = new LinkedHashMap<String, Costs>();
        measured.forEach((step, all) -> medians.put(
                step,
                all.stream()
                        .sorted(Comparator.comparing(Costs::seconds))
                        .skip((all.size() - 1) / 2)
                        .findFirst()
                        .orElseThrow()));
        return medians;
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip((all.size() - 1) / 2).findFirst().orElseThrow();
    }

    /** Bytes a session of each table and its indexes. */
    private static String tables(String url, int sessions) throws SQLException {
        var text = new StringBuilder("| table | rows | bytes a session | of its indexes |\n|---|--:|--:|--:|\n");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT root::regclass::text, sum(reltuples)::bigint, sum(pg_table_size(oid)), sum(pg_indexes_size(oid))
                        FROM (SELECT c.oid, c.reltuples, coalesce(pg_partition_root(c.oid), c.oid) AS root
                              FROM pg_class c
                              WHERE c.relkind = 'r'
                                AND c.relnamespace::regnamespace::text IN ('capture', 'parse', 'fact', 'expected', 'recon')) AS t
                        GROUP BY root
                        HAVING sum(pg_total_relation_size(oid)) > 1000000
                        ORDER BY sum(pg_total_relation_size(oid)) DESC
                        """)) {
            while (row.next()) {
                text.append(String.format(
                        "| `%s` | %,d | %,d | %,d |%n",
                        row.getString(1), row.getLong(2), row.getLong(3) / sessions, row.getLong(4) / sessions));
            }
        }
        return text.toString();
    }

    private ProcessBuilder command(String url, List<String> arguments) {
        var all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", // as ./vss has it
                "-XX:NewRatio=1",
                "-Xmx" + heap,
                "-Dvss.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                VssLedger.class.getName()));
        all.addAll(arguments);
        var builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(arguments.get(0) + ".log").toFile());
        builder.environment().put("SPRING_DATASOURCE_URL", url);
        return builder;
    }

    private void require(Process process, String what) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            var log = folder.resolve((STEPS.contains(what) ? "run" : what) + ".log");
            throw new IOException(what + " failed: " + Files.readString(log));
        }
    }

    private static void await(String url, String sql, long value) throws SQLException, InterruptedException {
        while (number(url, sql) < value) {
            Thread.sleep(200);
        }
    }

    /** Of all steps of that part of the run that came last. */
    private static double seconds(String url, String step) throws SQLException {
        var of = switch (step) {
            case "parse" -> "'parse'";
            case "reconcile" ->
                "'choose-days', 'count-deliveries', 'reconcile', 'tell-restatements', 'tell-adjustments', 'prove-books'";
            default -> "'export', 'finish'";
        };
        return number(
                        url,
                        "SELECT round(1000 * sum(extract(epoch FROM end_time - start_time))) FROM batch.batch_step_execution"
                                + " WHERE step_name IN (" + of + ")"
                                + " AND job_execution_id = (SELECT max(job_execution_id) FROM batch.batch_job_execution)")
                / 1000.0;
    }

    private static long postmaster(String url) throws SQLException {
        return number(url, "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint");
    }

    private static long number(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
