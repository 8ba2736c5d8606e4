package vssledger.platform.db;

import ch.qos.logback.classic.Level;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vssledger.platform.UserException;

/**
 * PostgreSQL without an installation: a server in a folder of the ledger, on the loopback interface only, with the
 * durability of a real one. The first process starts and stops it; others that run meanwhile join it.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String LIBRARY = "io.zonky.test.db.postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofMinutes(10);

    private final int port;
    private final @Nullable EmbeddedPostgres server;
    private final @Nullable FileChannel lock;

    private LocalPostgres(int port, @Nullable EmbeddedPostgres server, @Nullable FileChannel lock) {
        this.port = port;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts the server whose data lie in {@code folder/postgres}, or joins the one that another process runs there.
     *
     * @throws UserException if the folder cannot be used
     */
    public static LocalPostgres open(Path folder) {
        quietenLibrary();
        var data = folder.resolve("postgres").toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            var lock = FileChannel.open(
                    folder.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isOwner(lock)) {
                stopOrphan(data);
                return start(data, PostgresBinaries.folder(folder), lock);
            }
            lock.close();
            return new LocalPostgres(awaitPort(data), null, null);
        } catch (IOException e) {
            throw new UserException(
                    "The data folder " + folder.toAbsolutePath().normalize() + " cannot be used ("
                            + e.getMessage() + "). See that it is writable and has room, or name your own database"
                            + " with SPRING_DATASOURCE_URL.",
                    e);
        }
    }

    /** The library logs each line that PostgreSQL writes. A server may be started before the settings of the log are read. */
    private static void quietenLibrary() {
        if (LoggerFactory.getLogger(LIBRARY) instanceof ch.qos.logback.classic.Logger library) {
            library.setLevel(Level.WARN);
        }
    }

    /** JDBC address of a database of this server, which is created if it is not there. */
    public String url(String database) {
        var admin = address("postgres");
        try (var connection = DriverManager.getConnection(admin);
                var exists = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            exists.setString(1, database);
            if (!exists.executeQuery().next()) {
                try (var create = connection.createStatement()) {
                    create.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\"");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL does not answer", e);
        }
        return address(database);
    }

    /** Deletes a database, with all that is in it, if it is there. */
    public void drop(String database) {
        try (var connection = DriverManager.getConnection(address("postgres"));
                var drop = connection.createStatement()) {
            drop.execute("DROP DATABASE IF EXISTS \"" + database.replace("\"", "\"\"") + "\" WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + database + " could not be dropped", e);
        }
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private void awaitOthers() {
        var deadline = System.nanoTime() + PATIENCE_WITH_OTHERS.toNanos();
        var others = others();
        if (others > 0) {
            log.info("Others work with the embedded PostgreSQL that this process had started: it ends with them");
        }
        while (others > 0
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(200_000_000);
            others = others();
        }
    }

    /** Connections of others; those of this process are closed by now. */
    private int others() {
        try (var connection = DriverManager.getConnection(address("postgres"));
                var count = connection.prepareStatement("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
                var row = count.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return 0; // it has ended
        }
    }

    private static boolean isOwner(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static LocalPostgres start(Path data, Path programs, FileChannel lock) throws IOException {
        try {
            var server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(PATIENCE)
                    .setLocaleConfig("locale", "C")
                    // the library is made for tests and switches both off
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "100")
                    // a new segment of the log takes some 50 ms to make, in which nobody can commit: those that were
                    // used once, as many as lie between two checkpoints, are used again
                    .setServerConfig("min_wal_size", "1GB")
                    // the first change of a page after a checkpoint goes into the log whole, and session ids are spread
                    // over all pages of their index: checkpoints come by the clock, not after each gigabyte
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("shared_buffers", "512MB")
                    .start();
            return new LocalPostgres(server.getPort(), server, lock);
        } catch (IllegalStateException e) {
            lock.close();
            throw new IOException("PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    /** Ends a server that outlived the process that had started it. */
    private static void stopOrphan(Path data) throws IOException {
        var server = pidFile(data)
                .map(lines -> Long.parseLong(lines.get(0).strip()))
                .flatMap(ProcessHandle::of)
                .filter(p -> p.info().command().orElse("").contains("postgres"));
        if (server.isPresent()) {
            server.get().destroy();
            try {
                server.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("a PostgreSQL (process " + server.get().pid() + ") still runs there", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** The port of the server that another process has started, or is starting, in this folder. */
    private static int awaitPort(Path data) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var port = pidFile(data)
                    .filter(lines -> lines.size() > 7 && lines.get(7).strip().equals("ready"))
                    .map(lines -> Integer.parseInt(lines.get(3).strip()));
            if (port.isPresent()) {
                return port.get();
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new IOException("another process holds it, and its PostgreSQL does not answer; end that process");
    }

    private static Optional<List<String>> pidFile(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
    }

    /** Stops the server if this process had started it, once no other works with it any more. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            awaitOthers();
            server.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
