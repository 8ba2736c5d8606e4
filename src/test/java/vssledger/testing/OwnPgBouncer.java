package vssledger.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PgBouncer of the package that is installed on this machine, in front of one database, for one test alone. */
public final class OwnPgBouncer implements AutoCloseable {

    private final Process process;
    private final int port;

    private OwnPgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it lies; empty for none. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it, and returns once it takes connections.
     *
     * @param mode {@code session}, {@code transaction} or {@code statement}
     */
    public static OwnPgBouncer start(Path program, Path folder, TestDatabase db, String mode) throws IOException {
        var server = URI.create(db.url().substring("jdbc:".length()));
        var port = FreePort.find();
        var lines = List.of(
                "[databases]",
                "ledger = host=" + server.getHost() + " port=" + server.getPort() + " dbname="
                        + server.getPath().substring(1) + " user=" + db.user()
                        + (db.password().isEmpty() ? "" : " password=" + db.password()),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = any",
                "pool_mode = " + mode,
                "default_pool_size = 40");
        var file = Files.write(folder.resolve("pgbouncer-" + port + ".ini"), lines);
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) { // it does not run as root
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of(program.toString(), file.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        Awaitility.await("the start of PgBouncer")
                .atMost(Duration.ofSeconds(20))
                .until(() -> answers(port));
        return new OwnPgBouncer(process, port);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/ledger";
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
