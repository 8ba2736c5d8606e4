package vssledger.retention.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import vssledger.platform.UserException;

/**
 * The folder of the archive: a folder for each month in it, such as {@code facts-2026-03}, which comes into being whole or not at
 * all. What came for a month after it was archived has one of its own, {@code facts-2026-03.2}.
 */
final class ArchiveFolder {

    private static final String UNFINISHED = ".unfinished-";

    private final Path folder;

    ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** @throws UserException if it is not there: it is not made by itself, since its disk may be missing */
    ArchiveFolder required() {
        if (!Files.isDirectory(folder)) {
            throw new UserException("The folder of the archive is not there: " + folder.toAbsolutePath()
                    + ". Mount its disk, or make it; vss.retention.archive in config/application.yml names it.");
        }
        return this;
    }

    List<ArchivedMonth> list() {
        try (var folders = Files.list(required().folder)) {
            return folders.filter(one -> !one.getFileName().toString().startsWith("."))
                    .filter(one -> Files.exists(one.resolve(ArchiveManifest.NAME)))
                    .sorted()
                    .map(ArchiveFolder::open)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    /** By its name, as {@link #list} has it, or by a path to it or its manifest. */
    ArchivedMonth find(String name) {
        var path = Path.of(name);
        var file = ArchiveManifest.NAME.equals(String.valueOf(path.getFileName())) ? path.getParent() : path;
        var named = file != null && Files.exists(file.resolve(ArchiveManifest.NAME)) ? file : folder.resolve(name);
        if (!Files.exists(named.resolve(ArchiveManifest.NAME))) {
            throw new UserException("There is no archived month " + name + " in " + folder.toAbsolutePath()
                    + ". See: vss archive list");
        }
        return open(named);
    }

    private static ArchivedMonth open(Path path) {
        try {
            return new ArchivedMonth(
                    path, ArchiveManifest.read(Files.readAllBytes(path.resolve(ArchiveManifest.NAME))));
        } catch (IOException | JacksonException e) {
            throw new UserException("The manifest in " + path.toAbsolutePath() + " cannot be read: " + e.getMessage()
                    + ". Take that folder from a backup.");
        }
    }

    /** A folder to write into, which others cannot look into; of an earlier one that came to no end nothing is left. */
    Path begin(String kind, YearMonth month) throws IOException {
        var unfinished = folder.resolve(UNFINISHED + kind + "-" + month);
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished);
        if (Files.getFileStore(unfinished).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        }
        return unfinished;
    }

    /** Writes the manifest and gives the folder its name, which nobody had. All of it is on its disk when this returns. */
    ArchivedMonth end(Path unfinished, ArchiveManifest manifest) throws IOException {
        var file = unfinished.resolve(ArchiveManifest.NAME);
        Files.write(file, manifest.asJson());
        sync(file);
        sync(unfinished);
        var name = manifest.kind() + "-" + manifest.month();
        var target = folder.resolve(name);
        for (var part = 2; Files.exists(target); part++) {
            target = folder.resolve(name + "." + part);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        return new ArchivedMonth(target, manifest);
    }

    /** Those of a month, the newest first. */
    List<ArchivedMonth> of(String kind, YearMonth month) {
        return list().stream()
                .filter(one -> one.manifest().kind().equals(kind)
                        && one.manifest().of().equals(month))
                .sorted(Comparator.comparing(
                                (ArchivedMonth one) -> one.manifest().writtenAt())
                        .reversed())
                .toList();
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
