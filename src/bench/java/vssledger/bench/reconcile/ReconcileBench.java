package vssledger.bench.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vssledger.VssLedger;
import vssledger.bench.Machine;
import vssledger.bench.Measured;
import vssledger.platform.db.LocalPostgres;
import vssledger.reconcile.PartitionedReconciliation;

/** Reconciles so many sessions of ten days with their bill, in the ledger's way and others, and prints the ratios. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Reconciliation beside its peers, in one run.")
final class ReconcileBench implements Callable<Integer> {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-02");
    private static final int DAYS = 10;

    /** A thousand sessions: missing, unexpected, billed twice, too many seconds and so billable ones, status, too dear, ghosts. */
    private static final long BREAKS = 5 + 5 + 5 + 6 * 2 + 5 + 4 + 2;

    private static final String BARE_JOIN = """
            INSERT INTO floor
            SELECT coalesce(f.business_day, e.business_day), sub_account_id, session_id,
                   CASE WHEN f.session_id IS NULL THEN 'MISSING_VSS'
                        WHEN e.session_id IS NULL THEN 'UNEXPECTED'
                        WHEN e.session_status <> f.session_status THEN 'BROKEN'
                        ELSE 'MATCHED' END
            FROM fact.ivr_session f
            FULL JOIN expected.session e USING (sub_account_id, session_id)
            """;

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(
                "stock",
                "stock Spring Batch: cursor over the joined sessions, calls looked up by session, batched inserts");
        NAMES.put("ledger", "**VSS Ledger**");
        NAMES.put("again", "VSS Ledger, the same days again");
        NAMES.put("floor", "floor: the bare full outer join of the sessions, into a table without an index");
    }

    @Option(names = "--sessions", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--only", split = ",", description = "Of: stock, ledger, again, floor.")
    private List<String> only = List.copyOf(NAMES.keySet());

    private final Measured measured = new Measured();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new ReconcileBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("reconcile-bench");
        try (var postgres = LocalPostgres.open(folder)) {
            System.err.println("Seeding " + sessions + " sessions and their bill ...");
            beans(postgres.url("seed")).close();
            seed(postgres.url("seed"));
            for (var round = 1; round <= rounds; round++) {
                for (var name : NAMES.keySet()) {
                    if (only.contains(name)) {
                        System.err.println("Round " + round + ": " + name + " ...");
                        measure(postgres, name);
                    }
                }
            }
            print(postgres);
        }
        return 0;
    }

    private static ConfigurableApplicationContext beans(String url) {
        return new SpringApplicationBuilder(VssLedger.class)
                .web(WebApplicationType.NONE)
                .run("--spring.datasource.url=" + url, "--vss.run.nightly-at=-");
    }

    private void seed(String url) throws IOException, SQLException {
        var sql = Files.readString(Path.of("src/bench/reconcile/seed.sql"))
                .replace(":sessions", String.valueOf(sessions));
        execute(url, sql);
        execute(url, "VACUUM ANALYZE");
    }

    private void measure(LocalPostgres postgres, String name) throws Exception {
        postgres.drop("bench");
        execute(postgres.url("postgres"), "CREATE DATABASE bench TEMPLATE seed STRATEGY file_copy");
        execute(
                postgres.url("bench"),
                "CREATE TABLE floor (business_day date, sub_account_id text, session_id text, outcome text)");
        execute(postgres.url("bench"), "VACUUM ANALYZE");
        execute(postgres.url("postgres"), "CHECKPOINT");
        var url = postgres.url("bench");
        double took;
        if (name.equals("floor")) {
            took = time(() -> execute(url, BARE_JOIN));
        } else {
            try (var beans = beans(name.equals("stock") ? url + "&reWriteBatchedInserts=true" : url)) {
                if (name.equals("again")) {
                    reconcile(beans, 1);
                }
                took = time(() -> {
                    if (name.equals("stock")) {
                        StockBatch.run(beans);
                    } else {
                        reconcile(beans, 2);
                    }
                });
            }
            check(url, name);
        }
        measured.add(name, took);
        System.err.printf("  %.1f s%n", took);
    }

    private static void reconcile(ConfigurableApplicationContext beans, long run) {
        var repository = beans.getBean(JobRepository.class);
        var parameters = new JobParametersBuilder().addLong("run", run).toJobParameters();
        var execution = repository.createJobExecution(
                repository.createJobInstance("bench", parameters), parameters, new ExecutionContext());
        beans.getBean(PartitionedReconciliation.class)
                .reconcile(
                        IntStream.range(0, DAYS).mapToObj(FIRST::plusDays).toList(),
                        repository.createStepExecution("reconcile", execution));
    }

    /** That they all found what is seeded. */
    private void check(String url, String name) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM recon.result), (SELECT count(*) FROM recon.break)")) {
            row.next();
            if (row.getLong(1) != sessions || row.getLong(2) != sessions * BREAKS / 1000) {
                throw new IllegalStateException(
                        name + ": " + row.getLong(1) + " results, " + row.getLong(2) + " breaks");
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double time(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void print(LocalPostgres postgres) throws IOException, SQLException {
        measured.print("s", "the ledger takes", "%.1f", NAMES);
        try (var connection = DriverManager.getConnection(postgres.url("postgres"))) {
            System.out.println(Machine.describe(connection) + " " + rounds + " rounds of " + sessions + " sessions in "
                    + DAYS + " days and as many billed; medians.");
        }
    }
}
