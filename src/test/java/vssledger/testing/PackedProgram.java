package vssledger.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import vssledger.VssLedger;

/**
 * The program as tests start it in processes of its own, in about half the time: packed, since only classes of jars can be archived,
 * and with an archive of its classes (CDS), which is made once for all of them.
 */
final class PackedProgram {

    private static final Path FOLDER = FolderOfTheTests.create("program");
    private static final String CLASS_PATH = classPath();
    private static final Path ARCHIVE = archive();

    private PackedProgram() {}

    /** The command line that does a command of the ledger, with settings as {@code name=value}. */
    static List<String> commandLine(Path home, List<String> settings, String... command) {
        return commandLine("-XX:SharedArchiveFile=" + ARCHIVE, home, settings, command);
    }

    private static List<String> commandLine(String sharing, Path home, List<String> settings, String... command) {
        var all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                sharing,
                "-Dvss.home=" + home));
        settings.forEach(setting -> all.add("-D" + setting));
        all.addAll(List.of("-cp", CLASS_PATH, "vssledger.VssLedger"));
        all.addAll(List.of(command));
        return all;
    }

    /** With the classes that a run needs, from its start to its end; a server finds most of its own there, too. */
    private static Path archive() {
        var archive = FOLDER.resolve("classes.jsa");
        try (var db = TestDatabase.fresh()) {
            var run = new ProcessBuilder(commandLine("-XX:ArchiveClassesAtExit=" + archive, FOLDER, List.of(), "run"))
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("run.log").toFile());
            run.environment().putAll(db.environment());
            if (run.start().waitFor() != 0) {
                throw new IllegalStateException(Files.readString(FOLDER.resolve("run.log")));
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The program's classes as a jar, and the jars that it uses. */
    private static String classPath() {
        var jar = FOLDER.resolve("program.jar");
        var packed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--no-compress",
                        "--file=" + jar,
                        "-C",
                        classes().toString(),
                        ".");
        if (packed != 0) {
            throw new IllegalStateException("The program could not be packed");
        }
        var used = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"));
        return String.join(
                File.pathSeparator,
                Stream.concat(Stream.of(jar.toString()), used).toList());
    }

    private static Path classes() {
        try {
            return Path.of(VssLedger.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
