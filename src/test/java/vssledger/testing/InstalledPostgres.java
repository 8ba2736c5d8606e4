package vssledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of the PostgreSQL that is installed on this machine, with tools of its own version, for one test alone: the
 * embedded one has no {@code pg_dump}. It keeps its data in a folder that ends with it.
 */
public final class InstalledPostgres implements AutoCloseable {

    private static final int OLDEST = 15;

    /** The user that Debian's package makes: PostgreSQL does not run as root. */
    private static final String USER = "postgres";

    private final Path bin;
    private final Path folder;
    private final int port;

    private InstalledPostgres(Path bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /** A database of it, in which nothing is. */
    public record Database(String name, String url, String user) {}

    /** Where the newest lies that has all of it, as packages of Debian and of PostgreSQL's own project put it; empty for none. */
    public static Optional<Path> bin() {
        return Stream.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt")
                .map(Path::of)
                .flatMap(InstalledPostgres::folders)
                .filter(folder -> version(folder) >= OLDEST)
                .max(Comparator.comparingInt(InstalledPostgres::version))
                .map(folder -> folder.resolve("bin"));
    }

    private static Stream<Path> folders(Path in) {
        try (var folders = Files.list(in)) {
            return folders
                    .filter(folder -> Stream.of("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore")
                            .allMatch(tool ->
                                    Files.isExecutable(folder.resolve("bin").resolve(tool))))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /** Of a folder such as {@code 15}, {@code pgsql-17} or {@code postgresql@18}; 0 for another. */
    private static int version(Path folder) {
        var digits = folder.getFileName().toString().replaceFirst("^(pgsql-|postgresql@)?(?=\\d+$)", "");
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    }

    /** Starts it. */
    public static InstalledPostgres start(Path bin) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("vss-postgres-");
        if (isRoot()) {
            output(List.of("chown", USER, folder.toString()));
        }
        var server = new InstalledPostgres(bin, folder, FreePort.find());
        server.asItsUser("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=" + USER, "--no-sync");
        server.asItsUser(
                "pg_ctl",
                "--wait",
                "--log=" + folder.resolve("log"),
                "--options=-p " + server.port + " -h 127.0.0.1 -k " + folder + " -F",
                "start");
        return server;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void asItsUser(String tool, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.addAll(List.of(bin.resolve(tool).toString(), "--pgdata=" + folder.resolve("data")));
        command.addAll(List.of(arguments));
        output(command);
    }

    public Database database(String name) {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return new Database(name, url(name), USER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * Lets one of its tools work on a database.
     *
     * @return what that printed
     */
    public String tool(Database database, String tool, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                bin.resolve(tool).toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + database.user(),
                "--dbname=" + database.name()));
        command.addAll(List.of(arguments));
        return output(command);
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var file = Files.createTempFile("vss-postgres-", ".txt"); // the server keeps its starter's output open
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            var code = process.waitFor();
            var output = Files.readString(file, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + output);
            }
            return output;
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        try {
            asItsUser("pg_ctl", "--wait", "--mode=immediate", "stop");
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
