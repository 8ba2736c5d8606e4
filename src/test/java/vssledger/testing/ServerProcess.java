package vssledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** {@code vss serve} as a process of its own, as an operator starts it: to be asked to end, and to be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern TAKING = Pattern.compile("Taking webhooks at (\\S+)/voice/");
    private static final Pattern HEALTH = Pattern.compile("Health at (\\S+)/actuator/");

    private final CommandProcess process;

    private ServerProcess(CommandProcess process) {
        this.process = process;
    }

    /** Starts it, with settings as {@code name=value}, and waits until it takes webhooks. */
    public static ServerProcess start(Path home, Map<String, String> environment, String... settings) {
        var all = new ArrayList<>(List.of("server.port=0", "logging.level.vssledger=DEBUG", "vss.run.nightly-at=-"));
        all.addAll(List.of(settings));
        var server = new ServerProcess(CommandProcess.start(home, environment, all, "serve", "--port", "0"));
        try {
            Awaitility.await("the server's start")
                    .atMost(Duration.ofMinutes(2))
                    .failFast(() -> assertThat(server.process.isAlive())
                            .as(server.log())
                            .isTrue())
                    .untilAsserted(() -> assertThat(server.log()).contains("Ctrl-C"));
            return server;
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            server.kill();
            throw e;
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
        return process.log();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.kill();
    }

    /**
     * As an operator ends it, or a service manager.
     *
     * @return whether it was gone in time
     */
    public boolean end() throws InterruptedException {
        process.interrupt();
        return process.hasEndedWithin(Duration.ofMinutes(1));
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
