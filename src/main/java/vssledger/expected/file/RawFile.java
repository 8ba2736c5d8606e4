package vssledger.expected.file;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The text of a file before anybody knows how it is to be read: its bytes, its charset, and its records by any separator. */
final class RawFile {

    /** A spreadsheet of a language of western Europe saves CSV like this. */
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int SNIFFED = 1 << 12;
    private static final int LONGEST_RECORD = 16 * 1024 * 1024;

    private final Path path;

    RawFile(Path path) {
        this.path = path;
    }

    /** The bytes, unpacked where they are packed. */
    private InputStream bytes() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        in.mark(2);
        var isPacked = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return isPacked ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }

    /** The first bytes. */
    private byte[] beginning() throws IOException {
        try (var in = bytes()) {
            return in.readNBytes(SNIFFED);
        }
    }

    /** Whether it may be text in UTF-8 by its first bytes: no other byte order mark, and no NUL. */
    boolean mayBeUtf8() throws IOException {
        return ofBeginning(beginning()).isEmpty();
    }

    /** The charset in which the whole file can be read: that of its byte order mark, UTF-8 or, where it is neither, that of Windows. */
    Charset charset() throws IOException {
        var told = ofBeginning(beginning());
        if (told.isPresent()) {
            return told.get();
        }
        try (var text = text(StandardCharsets.UTF_8)) {
            text.transferTo(Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return WINDOWS;
        }
    }

    /** By its byte order mark or, without one, by the NUL that every other byte is of a text in a western language. */
    private static Optional<Charset> ofBeginning(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        }
        if ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) || nuls(bytes, 1) > bytes.length / 4) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) || nuls(bytes, 0) > bytes.length / 4
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }

    private static int nuls(byte[] bytes, int from) {
        var nuls = 0;
        for (var i = from; i < bytes.length; i += 2) {
            nuls += bytes[i] == 0 ? 1 : 0;
        }
        return nuls;
    }

    /**
     * The text, without its byte order mark.
     *
     * @throws CharacterCodingException while it is read, if it is none of this charset
     */
    BufferedReader text(Charset charset) throws IOException {
        var text = new BufferedReader(new InputStreamReader(bytes(), charset.newDecoder()), 1 << 16);
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    /** What separates the columns by the file's own first line, as a spreadsheet writes it: {@code sep=;}. */
    @Nullable Character separatorLine(Charset charset) throws IOException {
        try (var text = text(charset)) {
            var first = new char[16];
            var length = Math.max(0, text.read(first));
            var line =
                    new String(first, 0, length).lines().findFirst().orElse("").replace("\"", "");
            return line.length() == 5 && line.toLowerCase(Locale.ROOT).startsWith("sep=")
                    ? Character.valueOf(line.charAt(4))
                    : null;
        }
    }

    /** Hands over every record, until the taker has enough. */
    void forEach(Charset charset, char separator, Predicate<CsvRecord> taker) throws IOException {
        try (Reader text = text(charset);
                var records = CsvReader.builder()
                        .skipEmptyLines(true)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .maxBufferSize(LONGEST_RECORD)
                        .fieldSeparator(separator)
                        .ofCsvRecord(text)) {
            for (var row : records) {
                if (!taker.test(row)) {
                    return;
                }
            }
        }
    }
}
