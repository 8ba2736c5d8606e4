package vssledger.retention.archive;

import java.io.IOException;
import java.nio.file.Path;
import vssledger.platform.UserException;

/** A month in the archive: a folder with a file for each of its tables, and a manifest. */
public record ArchivedMonth(Path path, ArchiveManifest manifest) {

    /** As {@code vss archive restore} takes it. */
    public String name() {
        return path.getFileName().toString();
    }

    /**
     * Reads all of its files.
     *
     * @throws UserException if one of them is not what was written
     */
    public void verify() {
        for (var table : manifest.tables()) {
            var file = path.resolve(table.file());
            TableFile.Content content;
            try {
                content = TableFile.read(file);
            } catch (IOException e) {
                throw damaged(file, String.valueOf(e.getMessage()));
            }
            if (!content.sha256().equals(table.sha256())
                    || !content.contentSha256().equals(table.contentSha256())
                    || content.rows() != table.rows()) {
                throw damaged(file, "its SHA-256 is not that of the manifest");
            }
        }
    }

    private static UserException damaged(Path file, String why) {
        return new UserException(
                file.toAbsolutePath() + " is damaged: " + why + ". Take it from a backup; nothing was changed.");
    }
}
