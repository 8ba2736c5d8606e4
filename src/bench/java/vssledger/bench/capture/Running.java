package vssledger.bench.capture;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import vssledger.testing.FreePort;

/** A server's process, from when it answers. */
final class Running implements AutoCloseable {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Process process;
    private final int port;

    private Running(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Running start(Contender contender, Database database, Path log) throws IOException {
        var port = FreePort.find();
        return answering(contender.name(), contender.launch().start(port, database, log), port, log);
    }

    /** From when it answers. */
    static Running answering(String name, Process process, int port, Path log) throws IOException {
        var running = new Running(process, port);
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!running.answers()) {
            if (System.nanoTime() > until || !running.process.isAlive()) {
                running.close();
                throw new IOException(name + " did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(100_000_000);
        }
        return running;
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/voice/webhooks/vss")
                    .toURL()
                    .openConnection();
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** The most memory it had resident, in MiB; 0 where the system does not tell. */
    long peakMemory() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        var found = PEAK.matcher(Files.readString(status));
        return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
