package vssledger.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.platform.db.PostgresBinaries;

/** A PostgreSQL server for one test alone, to be stopped, started again on the same port, and frozen. */
public final class OwnPostgres implements AutoCloseable {

    /** The data of a server in which a ledger is, made by the first test that asks for it. */
    private static final Path LEDGER = FolderOfTheTests.create("own-postgres");

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    private OwnPostgres(Path folder, int port) {
        this.data = folder.resolve("postgres");
        this.port = port;
    }

    /** Not yet started, with its data in a folder: a migrated, empty ledger. */
    public static synchronized OwnPostgres withLedger(Path folder) {
        if (!Files.exists(LEDGER.resolve("postgres"))) {
            try (var server = empty(LEDGER).start()) {
                TestDatabase.migrate(server.url(), "postgres", "");
            }
        }
        copy(LEDGER.resolve("postgres"), folder);
        return empty(folder);
    }

    /** Not yet started, with its data in a folder, where not even the schema is made. */
    public static OwnPostgres empty(Path folder) {
        return new OwnPostgres(folder, FreePort.find());
    }

    public OwnPostgres start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            PostgresBinaries.folder(Path.of("target")).toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
            server = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets its processes stand still, so that it neither answers nor refuses. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    /** With owners and permissions, which it insists on. */
    private static void copy(Path data, Path folder) {
        run(List.of("cp", "-a", data.toString(), folder.toString()));
    }

    private void signal(String signal) {
        try {
            var postmaster = ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(data.resolve("postmaster.pid")).get(0)))
                    .orElseThrow();
            var command = new ArrayList<>(List.of("kill", signal));
            Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .forEach(process -> command.add(Long.toString(process.pid())));
            run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url(),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "");
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The first column of a query, as text. */
    public List<String> rows(String sql) {
        try (var connection = DriverManager.getConnection(url(), "postgres", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
