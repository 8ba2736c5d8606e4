package vssledger.cli.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vssledger.cli.VssCommand;
import vssledger.demo.SampleTraffic;

/**
 * Loads the classes that the usual commands need, so that the launcher can archive them. Works in a temporary folder with an
 * embedded database of its own, whatever the settings say.
 */
@Command(
        name = "warm-up",
        hidden = true,
        description =
                "Runs the usual commands on made-up data in a temporary folder. The launcher uses it once for each build.")
public final class WarmUpCommand implements Callable<Integer> {

    private static final int DELIVERIES = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var folder = Files.createTempDirectory("vss-warm-up-");
        try {
            System.setProperty("vss.home", folder.toString());
            System.setProperty("spring.datasource.url", "embedded");
            var bodies = Files.writeString(
                    folder.resolve("bodies.ndjson"),
                    SampleTraffic.of(1).deliveries().stream()
                            .limit(DELIVERIES)
                            .map(delivery -> delivery.body())
                            .collect(Collectors.joining("\n")));
            var commands = List.of(
                    List.of("--help"),
                    List.of("ingest", bodies.toString()),
                    List.of("run", "--only", "parse"),
                    List.of("status"),
                    List.of("breaks", "list"),
                    List.of("runs", "list", "--json"));
            var failed = commands.stream().anyMatch(words -> execute(words) != VssCommand.DONE);
            return failed ? VssCommand.FAILED : VssCommand.DONE;
        } finally {
            delete(folder);
        }
    }

    private int execute(List<String> words) {
        var root = (VssCommand) spec.root().userObject();
        return VssCommand.execute(
                root.application(),
                words.toArray(String[]::new),
                new PrintWriter(spec.commandLine().getErr(), true),
                spec.commandLine().getErr());
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
