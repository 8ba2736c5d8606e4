package vssledger.bench.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vssledger.bench.JavaProcess;
import vssledger.bench.Machine;
import vssledger.platform.db.LocalPostgres;

/**
 * Measures the capture endpoint and its peers against one PostgreSQL with the durability it has by default, round by
 * round, and prints medians and ratios. The peak is that of 64 connections that post without a pause; latencies are those
 * at half of each one's own peak, at a constant rate.
 */
@Command(name = "src/bench/capture/run", mixinStandardHelpOptions = true, sortOptions = false)
final class CaptureBench implements Callable<Integer> {

    private static final String FASTIFY = "fastify + pg, an INSERT a request";
    private static final String BULK = "PostgreSQL alone, bulk inserts";
    private static final int WARM_UP_SECONDS = 4;

    @Option(names = "--seconds", defaultValue = "12", description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--connections", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--only", split = ",", description = "Parts of names, such as fastify,ledger.")
    private List<String> only = List.of();

    private final Map<String, Score> scores = new LinkedHashMap<>();
    private boolean hasWrk;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new CaptureBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        folder = Files.createTempDirectory("capture-bench");
        hasWrk = Wrk.isInstalled();
        var contenders =
                contenders().stream().filter(one -> isWanted(one.name())).toList();
        try (var postgres = LocalPostgres.open(folder)) {
            workIn(postgres);
            for (var round = 1; round <= rounds; round++) {
                for (var contender : contenders) {
                    System.err.println("Round " + round + ": " + contender.name() + " ...");
                    measure(contender, postgres);
                }
                if (isWanted(BULK)) {
                    System.err.println("Round " + round + ": " + BULK + " ...");
                    bulk(postgres);
                }
            }
            print(postgres);
        }
        return scores.values().stream().allMatch(Score::isExact) ? 0 : 1;
    }

    /** A server that has been at work has files of its log to use again; a new one would make them while it is measured. */
    private void workIn(LocalPostgres postgres) throws InterruptedException, SQLException {
        var database = fresh(postgres, true);
        BulkInserts.measure(database, 2 * WARM_UP_SECONDS);
        database.settle();
        postgres.drop(database.name());
    }

    private boolean isWanted(String name) {
        return only.isEmpty()
                || only.stream()
                        .anyMatch(part -> name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    }

    private List<Contender> contenders() throws IOException, InterruptedException {
        var contenders = new java.util.ArrayList<Contender>();
        var fastify = isWanted(FASTIFY) ? installFastify() : null;
        if (fastify != null) {
            contenders.add(new Contender(
                    FASTIFY, (port, database, log) -> node(fastify, port, database, log), "delivery", false));
        }
        contenders.add(spring("Spring MVC, an INSERT a request", "single"));
        contenders.add(spring("Spring MVC, group commit", "group"));
        contenders.add(new Contender(
                "Netty, 200 to everything",
                (port, database, log) -> JavaProcess.of(
                                NettyPeer.class, "256m", List.of(), List.of(Integer.toString(port)), log)
                        .start(),
                null,
                false));
        contenders.add(new Contender("**VSS Ledger**", this::ledger, "capture.delivery", true));
        return contenders;
    }

    private static Process node(Path program, int port, Database database, Path log) throws IOException {
        var builder = new ProcessBuilder("node", program.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("PORT", Integer.toString(port), "DATABASE_URL", database.url()));
        return builder.start();
    }

    private static Contender spring(String name, String mode) {
        return new Contender(
                name,
                (port, database, log) -> JavaProcess.of(
                                SpringPeer.class,
                                "256m",
                                List.of(),
                                List.of(mode, Integer.toString(port), database.jdbcUrl()),
                                log)
                        .start(),
                "delivery",
                false);
    }

    private Process ledger(int port, Database database, Path log) throws IOException {
        return JavaProcess.ofProgram(
                        "320m", folder, database.jdbcUrl(), List.of("serve", "--port", Integer.toString(port)), log)
                .start();
    }

    private static @Nullable Path installFastify() throws IOException, InterruptedException {
        var target = Path.of("target", "bench", "fastify");
        Files.createDirectories(target);
        for (var file : List.of("package.json", "server.js")) {
            Files.copy(
                    Path.of("src", "bench", "capture", "fastify", file),
                    target.resolve(file),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            var installed = Files.exists(target.resolve("node_modules"))
                    || new ProcessBuilder("npm", "install", "--no-package-lock", "--silent")
                                    .directory(target.toFile())
                                    .inheritIO()
                                    .start()
                                    .waitFor()
                            == 0;
            if (installed) {
                return target.resolve("server.js");
            }
        } catch (IOException e) {
            // told below
        }
        System.err.println("fastify is left out: it needs node and npm.");
        return null;
    }

    private void measure(Contender contender, LocalPostgres postgres)
            throws IOException, InterruptedException, SQLException {
        var score = scores.computeIfAbsent(contender.name(), name -> new Score());
        var database = fresh(postgres, !contender.makesTable());
        try (var running = Running.start(contender, database, folder.resolve("contender.log"))) {
            database.settle();
            var accepted = peak(running.port(), WARM_UP_SECONDS).accepted();
            var peak = peak(running.port(), seconds);
            accepted += peak.accepted();
            score.peak(peak.perSecond());
            if (contender.table() != null) {
                database.settle();
                var half = Load.open(running.port(), connections, peak.perSecond() / 2, WARM_UP_SECONDS, seconds);
                accepted += half.accepted();
                score.latencies(half);
                var rows = database.count(contender.table());
                // wrk breaks off with a request under way on each connection, twice
                score.rows(rows >= accepted && rows <= accepted + (hasWrk ? 2L * connections : 0));
            }
            score.memory(running.peakMemory());
        }
        postgres.drop(database.name());
    }

    private Load.Result peak(int port, int forSeconds) throws IOException, InterruptedException {
        return hasWrk ? Wrk.closed(port, connections, forSeconds) : Load.closed(port, connections, forSeconds);
    }

    private void bulk(LocalPostgres postgres) throws InterruptedException, SQLException {
        var database = fresh(postgres, true);
        scores.computeIfAbsent(BULK, name -> new Score()).peak(BulkInserts.measure(database, seconds));
        postgres.drop(database.name());
    }

    private static Database fresh(LocalPostgres postgres, boolean withTable) throws SQLException {
        postgres.drop("bench");
        var database = new Database("bench", postgres.url("bench"));
        if (withTable) {
            database.makeTable();
        }
        return database;
    }

    private void print(LocalPostgres postgres) throws IOException, SQLException {
        var fastify = scores.get(FASTIFY);
        var reference = fastify == null ? Double.NaN : fastify.rate();
        System.out.println("| | requests/s | lowest–highest | of fastify + pg | p50 / p99 / max at half of its peak"
                + " | memory | rows = 200s |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        scores.forEach((name, score) -> System.out.println(score.row(name, reference)));
        System.out.println();
        try (var connection = new Database("postgres", postgres.url("postgres")).open()) {
            System.out.println(
                    Machine.describe(connection) + " " + rounds + " rounds of " + seconds + " s, " + connections
                            + " connections, bodies of " + Bodies.BODY.length() + " bytes, load by "
                            + (hasWrk ? "wrk" : "our own generator") + "; medians.");
        }
    }
}
