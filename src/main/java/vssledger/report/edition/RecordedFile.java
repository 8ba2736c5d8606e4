package vssledger.report.edition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vssledger.platform.text.Sha256;

/**
 * A file of an edition.
 *
 * @param rows without the header; null for what is no CSV file
 * @param sha256 of its bytes, in hexadecimal
 * @param tables of a workbook: SHA-256 over the rows of its tables, which are all that may differ between two editions in what it
 *     says; null for other files
 */
public record RecordedFile(
        String name,
        @Nullable Long rows,
        String sha256,
        @Nullable String tables) {

    public static RecordedFile of(Path file, @Nullable Long rows) {
        var digest = Sha256.begin();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be read", e);
        }
        return new RecordedFile(
                file.getFileName().toString(), rows, HexFormat.of().formatHex(digest.digest()), null);
    }

    RecordedFile withTables(String theirDigest) {
        return new RecordedFile(name, rows, sha256, theirDigest);
    }

    /** Equal for files that say the same, in whatever editions. */
    String says() {
        return tables == null ? sha256 : tables;
    }

    boolean isCsv() {
        return rows != null;
    }

    /** Whether the folder holds this file, unchanged. */
    boolean isIn(Path folder) {
        var file = folder.resolve(name);
        return Files.isRegularFile(file) && of(file, rows).sha256().equals(sha256);
    }

    /** One digest over several files, and the time zone that decides on their days. */
    static String content(Collection<RecordedFile> files, String timeZone) {
        var digest = Sha256.begin();
        digest.update((timeZone + "\n").getBytes(StandardCharsets.UTF_8));
        for (var file : files) {
            digest.update((file.name() + " " + file.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
