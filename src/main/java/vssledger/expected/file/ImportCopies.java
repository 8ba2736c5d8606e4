package vssledger.expected.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which one import keeps its copies of a file, which hold phone numbers. Beside it lies a file of the same name that
 * ends in {@code .lock}; the import holds a lock on it, which the operating system lets go if the process is killed. So whoever gets
 * that lock knows that the folder was left, and deletes it.
 */
public final class ImportCopies implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ImportCopies.class);

    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 10;

    /** Versions before had their copies without a folder and a lock: what is younger may be at work. */
    private static final Duration AT_WORK = Duration.ofHours(1);

    /** Locks of this process: opening such a file anew and closing it would let the lock go. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel lock;
    private final Path folder;

    private ImportCopies(Path lockFile, FileChannel lock, Path folder) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.folder = folder;
    }

    /** A new folder in this one, which is made if it is not there. */
    static synchronized ImportCopies in(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var lockFile = Files.createTempFile(parent, "import-", LOCK).toAbsolutePath();
            OWN.add(lockFile);
            var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
            if (lock.tryLock() != null) {
                var folder = Files.createDirectory(folderOf(lockFile));
                if (Files.exists(lockFile)) {
                    return new ImportCopies(lockFile, lock, folder);
                }
                Files.deleteIfExists(folder);
            }
            lock.close(); // another process found the file before it was locked, and took it for one that was left
            OWN.remove(lockFile);
        }
        throw new IOException("no file in " + parent + " could be locked");
    }

    /** A new empty file, which only the user of this process can read. */
    Path newFile() throws IOException {
        return Files.createTempFile(folder, "copy-", ".csv");
    }

    /** Deletes what imports have left in this folder whose process does not live any more. What cannot be deleted now is left. */
    public static synchronized void deleteLeft(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (var all = Files.newDirectoryStream(parent, "import-*")) {
            deleteLeft(parent, all);
        } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
            log.warn("Copies that an import has left in {} cannot be deleted: {}", parent, e.getMessage());
        }
    }

    private static void deleteLeft(Path parent, DirectoryStream<Path> all) throws IOException {
        for (var path : all) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && !path.toString().endsWith(LOCK)) {
                deleteOld(parent, path);
                continue;
            }
            var lockFile = (path.toString().endsWith(LOCK) ? path : path.resolveSibling(path.getFileName() + LOCK))
                    .toAbsolutePath();
            if (!OWN.contains(lockFile)) {
                deleteIfLeft(lockFile);
            }
        }
    }

    private static void deleteIfLeft(Path lockFile) throws IOException {
        try (var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                return;
            }
            log.info("Deleting what an import has left that was killed: {}", folderOf(lockFile));
            deleteAll(lockFile);
        } catch (NoSuchFileException e) {
            deleteAll(lockFile); // nobody can hold a lock that is not there
        }
    }

    private static void deleteAll(Path lockFile) throws IOException {
        var folder = folderOf(lockFile);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(lockFile);
    }

    /** By the clock of the file system. */
    private static void deleteOld(Path parent, Path file) throws IOException {
        var now = Files.createTempFile(parent, "now-", ".tmp");
        try {
            var limit = Files.getLastModifiedTime(now).toInstant().minus(AT_WORK);
            if (Files.getLastModifiedTime(file).compareTo(FileTime.from(limit)) < 0) {
                Files.deleteIfExists(file);
            }
        } finally {
            Files.delete(now);
        }
    }

    private static Path folderOf(Path lockFile) {
        var name = String.valueOf(lockFile.getFileName());
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    @Override
    public void close() {
        try {
            deleteAll(lockFile);
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} cannot be deleted now, and is by the next import: {}", folder, e.getMessage());
        } finally {
            try {
                lock.close();
            } catch (IOException e) {
                log.debug("The lock {} ends with this process", lockFile, e);
            }
            OWN.remove(lockFile);
        }
    }
}
