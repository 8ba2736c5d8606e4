package vssledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A folder for what is made once for all tests. It disappears with their JVM. */
final class FolderOfTheTests {

    private FolderOfTheTests() {}

    static Path create(String name) {
        try {
            var folder = Files.createTempDirectory("vss-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left after it lies in the system's folder for temporary files. A process that still ends may write to it. */
    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            System.err.println("The tests leave " + folder + " behind: " + e);
        }
    }
}
