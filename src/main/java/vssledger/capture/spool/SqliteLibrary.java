package vssledger.capture.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library as one file in the folder of the spool. Its driver would write a new copy for each process, which stays
 * if the process is killed; and it would write it where temporary files lie, from where many machines run nothing.
 */
final class SqliteLibrary {

    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    /** Of this program's own making; the driver's copies have a random part before their end. */
    private static final String FILE = "sqlite-" + SQLiteJDBCLoader.getVersion() + ".so";

    private SqliteLibrary() {}

    /**
     * Loads the library from this folder, after it has seen to it that its file holds the driver's very bytes. If the file cannot be
     * written, the driver does as it likes.
     */
    static synchronized void load(Path folder) {
        if (System.getProperty(FOLDER) != null || !Files.isWritable(folder)) {
            return;
        }
        try {
            unpack(folder.toAbsolutePath());
            System.setProperty(FOLDER, folder.toAbsolutePath().toString());
            System.setProperty(NAME, FILE);
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) { // the disk may be full
            System.clearProperty(FOLDER);
            System.clearProperty(NAME);
        }
    }

    /**
     * Sees to it that the library lies in this folder, and nothing else that is one.
     *
     * @return its file
     */
    static Path unpack(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        var library = bytes();
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), library)) {
            return file;
        }
        removeOthers(folder);
        var unfinished = Files.createTempFile(folder, "sqlite-", ".unfinished");
        Files.write(unfinished, library);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static byte[] bytes() throws IOException {
        var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (var in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("SQLite has no library for this machine");
            }
            return in.readAllBytes();
        }
    }

    /** Those of other versions, and those that killed processes have left. A process that has one loaded keeps it. */
    private static void removeOthers(Path folder) throws IOException {
        try (var others = Files.newDirectoryStream(folder, "sqlite-*{.so,.so.lck}")) {
            for (var other : others) {
                Files.deleteIfExists(other);
            }
        }
    }
}
