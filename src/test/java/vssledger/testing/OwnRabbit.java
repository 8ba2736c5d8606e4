package vssledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ of the package that is installed on this machine, for one test alone, with a folder, ports and names of its own: to be
 * stopped, and started again on the same port.
 */
public final class OwnRabbit implements AutoCloseable {

    private final Path program;
    private final Path folder;
    private final int port = FreePort.find();
    private final int distributionPort = FreePort.find();
    private final int namesPort = FreePort.find();
    private @Nullable Process names;
    private @Nullable Process server;

    private OwnRabbit(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Where it lies, as Debian's package puts it; empty for none. */
    public static Optional<Path> program() {
        try (var versions = Files.list(Path.of("/usr/lib/rabbitmq/lib"))) {
            return versions.map(version -> version.resolve("sbin/rabbitmq-server"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Not yet started, with its data in a folder. */
    public static OwnRabbit in(Path folder, Path program) {
        return new OwnRabbit(program, folder);
    }

    /** Returns once it takes connections, of its user {@code guest} with that password. */
    public OwnRabbit start() {
        if (names == null) { // else the server would start one that outlives it
            names = process(List.of("epmd", "-address", "127.0.0.1"));
        }
        server = process(List.of(program.toString()));
        var started = server;
        Awaitility.await("the start of RabbitMQ")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .failFast(() -> assertThat(started.isAlive()).as(log()).isTrue())
                .until(this::answers);
        return this;
    }

    private Process process(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("rabbitmq.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "HOME", folder.toString(),
                        "ERL_EPMD_PORT", Integer.toString(namesPort),
                        "RABBITMQ_NODENAME", "vss@localhost",
                        "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1",
                        "RABBITMQ_NODE_PORT", Integer.toString(port),
                        "RABBITMQ_DIST_PORT", Integer.toString(distributionPort),
                        "RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString(),
                        "RABBITMQ_LOGS", "-",
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                                folder.resolve("plugins").toString(),
                        "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** All that it has said. */
    private String log() {
        try {
            return Files.readString(folder.resolve("rabbitmq.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** All at once, as where a machine fails. */
    public void stop() {
        end(server);
        server = null;
    }

    private static void end(@Nullable Process process) {
        if (process != null) {
            var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
        }
    }

    @Override
    public void close() {
        stop();
        end(names);
        names = null;
    }
}
