package vssledger.bench.scale;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;
import vssledger.bench.InboxSeed;
import vssledger.bench.JavaProcess;
import vssledger.bench.capture.Posting;
import vssledger.platform.db.LocalPostgres;
import vssledger.testing.FreePort;

/** The ledger that is measured: traffic of a week, the bill of it, and the program's own commands on them. */
final class MeasuredLedger {

    static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final LocalDate LAST = FIRST.plusDays(6);

    /** Of a hundred deliveries, so many repeat another: see {@link InboxSeed}. */
    private static final int REPEATED = 2;

    private static final int CONNECTIONS = 64;
    private static final Path BILL = Path.of("src/bench/scale/bill.sql");

    private final LocalPostgres postgres;
    private final Path folder;
    private final String heap;

    /** @param heap of each process of it */
    MeasuredLedger(LocalPostgres postgres, Path folder, String heap) {
        this.postgres = postgres;
        this.folder = folder;
        this.heap = heap;
    }

    /** Takes away all that there was. */
    void empty() throws IOException, InterruptedException, SQLException {
        FileSystemUtils.deleteRecursively(folder.resolve("reports/out"));
        postgres.drop("bench");
        command("status").run("status"); // makes the schema
        execute( // as it lies there when webhooks come in
                "CREATE TABLE capture.delivery_2026_03 PARTITION OF capture.delivery"
                        + " FOR VALUES FROM ('2026-03-01T00:00:00Z') TO ('2026-04-01T00:00:00Z')");
    }

    /** A server that takes webhooks. */
    Posting serve() throws IOException, SQLException {
        var port = FreePort.find();
        var server = Posting.to(command("serve", "--port", Integer.toString(port)), port, CONNECTIONS);
        execute("CHECKPOINT");
        return server;
    }

    /** Puts deliveries of a week where they lie once they were captured. */
    void fill(LocalDate week, int sessions) throws SQLException {
        InboxSeed.into(url(), week, (int) (sessions * 100L / (100 - REPEATED)));
        execute("CHECKPOINT");
    }

    /**
     * Bills what was parsed.
     *
     * @return a file a day
     */
    List<Path> bill() throws IOException, SQLException {
        settle();
        var files = new ArrayList<Path>();
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute("SET work_mem = '512MB'");
            for (var day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
                var file = folder.resolve("bill-" + day + ".csv");
                try (var out = Files.newOutputStream(file)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "COPY (" + Files.readString(BILL).replace(":'day'", "'" + day + "'")
                                            + ") TO STDOUT (FORMAT csv, HEADER)",
                                    out);
                }
                files.add(file);
            }
        }
        return files;
    }

    /**
     * Imports them by one command.
     *
     * @return seconds of that, its start included
     */
    double importBill(List<Path> files) throws IOException, InterruptedException, SQLException {
        var began = System.nanoTime();
        var arguments = new ArrayList<>(List.of("expected", "import", "--source", "8x8-log-export"));
        files.forEach(file -> arguments.add(file.toString()));
        command(arguments.toArray(String[]::new)).run("import");
        return (System.nanoTime() - began) / 1e9;
    }

    /** Lets it lie as it does hours after the last came. */
    void settle() throws SQLException {
        execute("VACUUM ANALYZE");
        execute("CHECKPOINT");
    }

    /**
     * Does a part of a run of the week.
     *
     * @return seconds of that
     */
    double run(Step step, String... more) throws IOException, InterruptedException, SQLException {
        var arguments = new ArrayList<>(List.of("run", "--from", FIRST.toString(), "--to", LAST.toString()));
        arguments.addAll(List.of("--which", "all", "--only", step.toString(), "--no-send"));
        arguments.addAll(List.of(more));
        command(arguments.toArray(String[]::new)).run(step.toString());
        return number(step.secondsOfLastRun()).doubleValue();
    }

    /** Processes that take shares of runs, from when they do. */
    List<Process> workers(int count) throws IOException, InterruptedException, SQLException {
        var workers = new ArrayList<Process>();
        for (var n = 0; n < count; n++) {
            workers.add(command("worker", "--parallel", "1").start());
        }
        while (number("SELECT count(*) FROM worker.worker WHERE is_elsewhere").intValue() < count) {
            Thread.sleep(200);
        }
        return workers;
    }

    private JavaProcess command(String... arguments) {
        return JavaProcess.ofProgram(heap, folder, url(), List.of(arguments), folder.resolve(arguments[0] + ".log"));
    }

    /** The number that a query gives. */
    BigDecimal number(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String url() {
        return postgres.url("bench");
    }
}
