package vssledger.bench.parse;

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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vssledger.bench.InboxSeed;
import vssledger.bench.JavaProcess;
import vssledger.bench.Machine;
import vssledger.bench.Measured;
import vssledger.platform.db.LocalPostgres;

/**
 * Measures how fast deliveries become facts, beside peers: each in a process of its own, on a copy of one inbox, round by
 * round; and prints medians and ratios.
 */
@Command(name = "src/bench/parse/run", mixinStandardHelpOptions = true, sortOptions = false)
final class ParseBench implements Callable<Integer> {

    private static final String COLD = "cold";
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("stock", "stock Spring Batch (cursor, databind, batched inserts), same tables and keys");
        NAMES.put("sql", "plain SQL, `INSERT … SELECT body ->> …` in two sessions, same tables and keys");
        NAMES.put("ledger", "**VSS Ledger**");
        NAMES.put(COLD, "VSS Ledger in a process that has just begun");
        NAMES.put(
                "rows",
                "PostgreSQL alone: the ledger's rows by COPY from its files, same tables and keys, two sessions");
        NAMES.put("ceiling", "ceiling: cursor, streaming parser, two COPY streams, bare tables");
    }

    @Option(names = "--deliveries", defaultValue = "500000", description = "Default: ${DEFAULT-VALUE}.")
    private int deliveries;

    @Option(names = "--warm-up", defaultValue = "100000", description = "Deliveries before. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--heap", defaultValue = "512m", description = "Of each process. Default: ${DEFAULT-VALUE}.")
    private String heap = "";

    @Option(names = "--only", split = ",", description = "Of: stock, sql, ledger, cold, rows, ceiling.")
    private List<String> only = List.copyOf(NAMES.keySet());

    @Option(names = "--java", split = " ", description = "Options of Java for the processes.")
    private List<String> options = List.of();

    private final Measured measured = new Measured();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new ParseBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("parse-bench");
        try (var postgres = LocalPostgres.open(folder)) {
            System.err.println("Filling an inbox with " + deliveries + " deliveries ...");
            fill(postgres, "warm_inbox", warmUp);
            var sessions = fill(postgres, "inbox", deliveries);
            for (var round = 1; round <= rounds; round++) {
                for (var name : NAMES.keySet()) {
                    if (only.contains(name)) {
                        System.err.println("Round " + round + ": " + name + " ...");
                        measure(postgres, name, sessions, folder.resolve("log"));
                    }
                }
            }
            print(postgres);
        }
        return 0;
    }

    private static int fill(LocalPostgres postgres, String name, int deliveries) throws SQLException {
        var inbox = postgres.url(name);
        Running.beans(inbox).close();
        return InboxSeed.into(inbox, deliveries);
    }

    private void measure(LocalPostgres postgres, String name, int sessions, Path log)
            throws IOException, InterruptedException, SQLException {
        copy(postgres, "warm_inbox", "warm");
        copy(postgres, "inbox", "bench");
        execute(postgres, "CHECKPOINT");
        var process = JavaProcess.of(
                Running.class,
                heap,
                options,
                name.equals(COLD)
                        ? List.of("ledger", postgres.url("bench"))
                        : List.of(name, postgres.url("warm"), postgres.url("bench")),
                log);
        process.run(name);
        var seconds = process.figure("seconds");
        measured.add(name, deliveries / seconds);
        System.err.printf("  %.1f s, %,.0f deliveries/s%n", seconds, deliveries / seconds);
        if (name.equals("ledger") || name.equals(COLD)) { // the others do not tell repeated sessions apart
            check(postgres, name, "fact.ivr_session", sessions);
            check(postgres, name, "fact.call_leg", 2L * sessions);
            check(postgres, name, "parse.outcome", deliveries);
        }
    }

    private static void check(LocalPostgres postgres, String name, String table, long expected) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url("bench"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            if (row.getLong(1) != expected) {
                throw new IllegalStateException(
                        name + ": " + table + " has " + row.getLong(1) + " rows, not " + expected);
            }
        }
    }

    private static void copy(LocalPostgres postgres, String template, String name) throws SQLException {
        postgres.drop(name);
        execute(postgres, "CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY file_copy");
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void print(LocalPostgres postgres) throws IOException, SQLException {
        measured.print("deliveries/s", "the ledger is", "%,.0f", NAMES);
        try (var connection = DriverManager.getConnection(postgres.url("postgres"))) {
            System.out.println(Machine.describe(connection) + " " + rounds + " rounds of " + deliveries
                    + " deliveries of 1.2 KB after " + warmUp + " to warm up, a heap of " + heap + "; medians.");
        }
    }
}
