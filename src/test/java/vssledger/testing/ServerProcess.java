package vssledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code vss serve} as a process of its own, as an operator starts it: to be asked to end, and to be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern TAKING = Pattern.compile("Taking webhooks at (\\S+)/voice/");
    private static final Pattern HEALTH = Pattern.compile("Health at (\\S+)/actuator/");

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it, with settings as {@code name=value}, and waits until it takes webhooks. */
    public static ServerProcess start(Path home, Map<String, String> environment, String... settings) {
        try {
            var log = Files.createTempFile(home, "serve", ".log");
            var all = new ArrayList<>(
                    List.of("server.port=0", "logging.level.vssledger=DEBUG", "vss.pipeline.nightly-at=-"));
            all.addAll(List.of(settings));
            var builder = new ProcessBuilder(PackedProgram.commandLine(home, all, "serve", "--port", "0"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var server = new ServerProcess(builder.start(), log);
            Awaitility.await("the server's start")
                    .atMost(Duration.ofSeconds(60))
                    .failFast(() -> assertThat(server.process.isAlive())
                            .as(server.log())
                            .isTrue())
                    .until(() -> server.log().contains("Ctrl-C"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI webhooks() {
        return URI.create(found(TAKING) + "/voice/webhooks/vss/ivr");
    }

    public URI management(String path) {
        return URI.create(found(HEALTH) + path);
    }

    public long pid() {
        return process.pid();
    }

    /** All that it has said. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As an operator ends it, or a service manager. @return whether it was gone in time */
    public boolean end() throws InterruptedException {
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    private String found(Pattern pattern) {
        var matcher = pattern.matcher(log());
        if (!matcher.find()) {
            throw new IllegalStateException(log());
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        kill();
    }
}
