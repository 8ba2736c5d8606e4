package vssledger.bench.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The load generator wrk, where it is installed: it leaves the processors to those who are measured. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+)");

    private Wrk() {}

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("wrk", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    >= 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its latencies are not taken: it does not tell those of requests that it had no connection for. */
    static Load.Result closed(int port, int connections, int seconds) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds,
                        "-s",
                        "src/bench/capture/post.lua",
                        "http://127.0.0.1:" + port + "/"))
                .redirectErrorStream(true);
        builder.environment().put("BODY", Bodies.BODY);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var found = RESULT.matcher(out);
        if (!found.find()) {
            throw new IOException("wrk: " + out);
        }
        return new Load.Result(
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(3)),
                Long.parseLong(found.group(2)) / 1e6,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }
}
