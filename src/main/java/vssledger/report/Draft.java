package vssledger.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.util.FileSystemUtils;

/**
 * A hidden folder in which files lie until all of them are whole. What they are made of, and is none of them, lies aside, in a folder
 * below.
 */
final class Draft implements AutoCloseable {

    private static final String NAME = ".draft";
    private static final String ASIDE = ".aside";

    private final Path folder;

    private Draft(Path folder) {
        this.folder = folder;
    }

    /**
     * A new one beside editions. Those of others are of processes that died, or that lost their hold on these editions and are not to
     * go on.
     */
    static Draft besideEditions(Path home) throws IOException {
        Files.createDirectories(home);
        try (var others = Files.newDirectoryStream(home, NAME + "*")) {
            for (var other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
        return empty(Files.createTempDirectory(home, NAME));
    }

    /** The one in a folder of files on request. */
    static Draft in(Path folder) throws IOException {
        var draft = folder.resolve(NAME);
        FileSystemUtils.deleteRecursively(draft);
        return empty(Files.createDirectories(draft));
    }

    private static Draft empty(Path folder) throws IOException {
        Files.createDirectory(folder.resolve(ASIDE));
        return new Draft(folder);
    }

    Path folder() {
        return folder;
    }

    /** Of reports that are in a workbook, too. */
    KeptRows rows() {
        return new KeptRows(folder.resolve(ASIDE));
    }

    /** Its files take the place of what is there. */
    void become(Path place) throws IOException {
        FileSystemUtils.deleteRecursively(folder.resolve(ASIDE));
        var replaced = place.resolveSibling(".replaced");
        FileSystemUtils.deleteRecursively(replaced);
        if (Files.exists(place)) {
            Files.move(place, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
        FileSystemUtils.deleteRecursively(replaced);
    }

    /** Takes away what is left of it; what cannot be taken away now is by the next one. */
    @Override
    public void close() {
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
