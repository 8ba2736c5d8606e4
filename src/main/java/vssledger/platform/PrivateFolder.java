package vssledger.platform;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** A folder from which programs are run: nobody but the user of this process may write to it, or could have done so before. */
public final class PrivateFolder {

    private static final String MODE = "rwx------";

    private PrivateFolder() {}

    /**
     * Makes a folder that only the user of this process can enter, if it is not there yet, and checks the one that is.
     *
     * @param parent is made, too, if it is not there
     * @param name of the folder in it
     * @return the folder
     * @throws UserException if it is a link, if it or something in it belongs to another user, or if others may enter it
     * @throws IOException if it cannot be made, read or written to
     */
    public static Path ensure(Path parent, String name) throws IOException {
        var folder = parent.resolve(name);
        Files.createDirectories(parent);
        if (!isPosix(parent)) { // Windows: the user's own folders are closed to others
            return Files.createDirectories(folder);
        }
        try {
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
        } catch (FileAlreadyExistsException e) {
            check(folder);
            return folder;
        }
    }

    private static void check(Path folder) throws IOException {
        var attributes = attributes(folder);
        if (!attributes.isDirectory()) {
            throw refused(folder, "it is no folder");
        }
        var mode = PosixFilePermissions.toString(attributes.permissions());
        if (!mode.equals(MODE)) {
            throw refused(folder, "its mode is " + mode + ", and has to be " + MODE);
        }
        var user = userOfThisProcess(folder);
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all::iterator) {
                var owner = attributes(path).owner();
                if (!owner.equals(user)) {
                    throw refused(folder, path + " belongs to " + owner.getName());
                }
            }
        }
    }

    private static UserPrincipal userOfThisProcess(Path folder) throws IOException {
        var mine = Files.createTempFile(folder, "owner-", ".tmp");
        try {
            return attributes(mine).owner();
        } finally {
            Files.delete(mine);
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isPosix(Path folder) {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    }

    private static UserException refused(Path folder, String why) {
        return new UserException("Programs are run from the folder " + folder + ", but others could have changed them: "
                + why + ". Look at who made it, then delete it: the ledger makes it anew.");
    }
}
