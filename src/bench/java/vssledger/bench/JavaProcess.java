package vssledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java of its own, with the collector that {@code ./vss} has, and a log that it prints figures to. */
public final class JavaProcess {

    private final ProcessBuilder builder;
    private final Path log;

    private JavaProcess(String heap, List<String> options, List<String> program, List<String> arguments, Path log) {
        var all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1",
                "-Xmx" + heap));
        all.addAll(options);
        all.addAll(program);
        all.addAll(arguments);
        this.builder = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile());
        this.log = log;
    }

    /**
     * Of a class that is here.
     *
     * @param heap the most of it, as {@code 512m}
     * @param options of Java
     * @param arguments of the class
     */
    public static JavaProcess of(Class<?> main, String heap, List<String> options, List<String> arguments, Path log) {
        var program = List.of("-cp", System.getProperty("java.class.path"), main.getName());
        return new JavaProcess(heap, options, program, arguments, log);
    }

    /**
     * Of the program as it is shipped, without what is here for tests; it does nothing but what it is told to.
     *
     * @param heap the most of it, as {@code 512m}
     * @param home its {@code vss.home}
     * @param database the JDBC address of it
     * @param arguments a command and its own
     */
    public static JavaProcess ofProgram(String heap, Path home, String database, List<String> arguments, Path log) {
        var options = List.of("-Dvss.home=" + home, "-Dserver.port=0", "-Dvss.run.nightly-at=-");
        var process = new JavaProcess(heap, options, List.of("-jar", "target/vss-ledger.jar"), arguments, log);
        process.builder.environment().put("SPRING_DATASOURCE_URL", database);
        return process;
    }

    /** All that it says. */
    public Path log() {
        return log;
    }

    public Process start() throws IOException {
        return builder.start();
    }

    /**
     * From its start to its end.
     *
     * @throws IOException with its log, if it failed
     */
    public void run(String what) throws IOException, InterruptedException {
        if (start().waitFor() != 0) {
            throw new IOException(what + " failed: " + Files.readString(log));
        }
    }

    /** The last figure of that name that it printed. */
    public double figure(String name) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
