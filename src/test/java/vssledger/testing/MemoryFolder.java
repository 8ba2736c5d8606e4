package vssledger.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** Folders in memory, where the machine has room for them: what need not outlive the tests is quicker there than on a disk. */
final class MemoryFolder {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 3L << 30;
    private static final String PREFIX = "vss-tests-";

    private MemoryFolder() {}

    /**
     * One of this process. Those of processes that were killed before they could remove theirs are removed.
     *
     * @param name that tells it from others of this process
     * @return empty where memory holds no files, or has less than 3 GB for them, as in a container by default
     */
    static Optional<Path> create(String name) throws IOException {
        if (!Files.isWritable(MEMORY)) {
            return Optional.empty();
        }
        try (var folders = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
            for (var folder : folders) {
                if (ProcessHandle.of(owner(folder)).isEmpty()) {
                    FileSystemUtils.deleteRecursively(folder.toFile());
                }
            }
        }
        if (Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
            return Optional.empty();
        }
        return Optional.of(MEMORY.resolve(PREFIX + ProcessHandle.current().pid() + "-" + name));
    }

    private static long owner(Path folder) {
        return Long.parseLong(
                folder.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", ""));
    }
}
