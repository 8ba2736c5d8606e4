package vssledger.platform.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.util.unit.DataSize;

/** Whether a folder can be written to, and how much room its disk has. */
public final class FolderCheck {

    private static final DataSize SHORT = DataSize.ofGigabytes(1);
    private static final DataSize GETTING_SHORT = DataSize.ofGigabytes(5);

    private FolderCheck() {}

    /** A folder that is not there yet is judged by the one in which it would be made. */
    public static List<Finding> of(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        var there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !canWrite(there)) {
            return List.of(Finding.problem(
                    path + " cannot be written to.",
                    "Let the user \"" + System.getProperty("user.name") + "\" write to " + there
                            + ", or name another folder in config/application.yml."));
        }
        try {
            var free = DataSize.ofBytes(Files.getFileStore(there).getUsableSpace());
            var text = path + " can be written to; its disk has " + inWords(free) + " left.";
            return List.of(
                    free.compareTo(SHORT) < 0
                            ? Finding.problem(
                                    text, "Make room: below " + inWords(SHORT) + " runs and the spool may fail.")
                            : free.compareTo(GETTING_SHORT) < 0
                                    ? Finding.warning(text, "Make room before it is below " + inWords(SHORT) + ".")
                                    : Finding.good(text));
        } catch (IOException e) {
            return List.of(Finding.problem(
                    "The free space on the disk of " + path + " cannot be read: " + e.getMessage(), "See that disk."));
        }
    }

    /** By writing: what permissions say is not what a read-only disk does. */
    private static boolean canWrite(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".vss-doctor", null));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String inWords(DataSize size) {
        return String.format(Locale.ROOT, "%.1f GB", size.toBytes() / 1e9);
    }
}
