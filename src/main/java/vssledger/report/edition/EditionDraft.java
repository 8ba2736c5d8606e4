package vssledger.report.edition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import org.springframework.util.FileSystemUtils;
import vssledger.platform.text.Sha256;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.query.KeptRows;

/**
 * A hidden folder in which files lie until all of them are whole. What they are made of, and is none of them, lies aside, in a folder
 * below.
 */
public final class EditionDraft implements AutoCloseable {

    private static final String NAME = ".draft";
    private static final String ASIDE = ".aside";

    private Path folder;

    private EditionDraft(Path folder) {
        this.folder = folder;
    }

    /**
     * A new one beside editions. Those of others are of processes that died, or that lost their hold on these editions and are not to
     * go on.
     */
    static EditionDraft besideEditions(Path home) throws IOException {
        Files.createDirectories(home);
        try (var others = Files.newDirectoryStream(home, NAME + "*")) {
            for (var other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
        return empty(Files.createTempDirectory(home, NAME));
    }

    /** The one in a folder of files on request. */
    public static EditionDraft in(Path folder) throws IOException {
        var draft = folder.resolve(NAME);
        FileSystemUtils.deleteRecursively(draft);
        return empty(Files.createDirectories(draft));
    }

    /** One that another may have begun. */
    static EditionDraft of(Path folder) {
        return new EditionDraft(folder);
    }

    private static EditionDraft empty(Path folder) throws IOException {
        var draft = new EditionDraft(folder);
        Files.createDirectory(draft.aside());
        return draft;
    }

    public Path folder() {
        return folder;
    }

    private Path aside() {
        return folder.resolve(ASIDE);
    }

    /** Of reports that are in a workbook, too. */
    KeptRows rows() {
        return new KeptRows(aside());
    }

    /** What this CSV file is, so that nobody has to read it again. */
    void record(RecordedFile csv) throws IOException {
        Files.writeString(recordOf(csv.name()), csv.rows() + "\n" + csv.sha256());
    }

    RecordedFile recorded(String csv) throws IOException {
        var lines = Files.readAllLines(recordOf(csv));
        return new RecordedFile(csv, Long.valueOf(lines.get(0)), lines.get(1), null);
    }

    /** SHA-256 over the rows of a workbook's tables, and the names of their columns. */
    String tables(WorkbookDefinition workbook) throws IOException {
        var digest = Sha256.begin();
        for (var report : workbook.sheets()) {
            var rows = report.csv() == null
                    ? rows().digest(report)
                    : recorded(report.csv()).sha256();
            digest.update((report.id() + " " + rows + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path recordOf(String csv) {
        return aside().resolve(csv + ".record");
    }

    /** A draft of some of its files: of the several that there may be at once, because a process lost its partition, one is as good as the other. */
    EditionDraft attempt() throws IOException {
        return empty(Files.createTempDirectory(aside(), NAME));
    }

    /** What the attempt has come to is part of this one. */
    void take(EditionDraft attempt) throws IOException {
        move(attempt.aside(), aside());
        move(attempt.folder(), folder);
    }

    private static void move(Path from, Path to) throws IOException {
        try (var files = Files.newDirectoryStream(from, Files::isRegularFile)) {
            for (var file : files) {
                Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** From now on nobody else finds it: whoever comes back to a partition that another has done meanwhile changes nothing. */
    void seal() throws IOException {
        folder = Files.move(
                folder, folder.resolveSibling(folder.getFileName() + ".whole"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its files take the place of what is there. */
    void become(Path place) throws IOException {
        FileSystemUtils.deleteRecursively(aside());
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
