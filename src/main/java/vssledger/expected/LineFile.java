package vssledger.expected;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import vssledger.platform.UserError;

/** A file of lines, read one by one in flat memory: CSV with a header, or NDJSON; gzip or not. */
final class LineFile {

    private final Path file;
    private final Format format;
    private final Rejections rejections;

    LineFile(Path file, Format format, Rejections rejections) {
        this.file = file;
        this.format = format;
        this.rejections = rejections;
    }

    /**
     * Hands over every line.
     *
     * @throws UserError if the file is no text, or not one of this format
     */
    void forEach(Consumer<Line> taker) {
        try (var in = unpacked();
                var text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            switch (firstCharacter(text)) {
                case '{' -> json(text, taker);
                case '[' ->
                    throw new UserError(file + " is a JSON array. Write its objects one a line, without the brackets"
                            + " around them. Nothing of it was imported.");
                default -> new CsvLines(file, format.requiredColumns(), rejections).forEach(text, taker);
            }
        } catch (CsvParseException e) {
            throw new UserError(file + " is no CSV file: " + sentence(e) + ". Nothing of it was imported.", e);
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(e);
        }
    }

    private void json(BufferedReader text, Consumer<Line> taker) throws IOException {
        if (!format.mayBeJson()) {
            throw new UserError(
                    file + " is JSON, and a file of " + format.source().code()
                            + " is CSV. Is it the file that --source says? Nothing of it was imported.");
        }
        new JsonLines(rejections).forEach(text, taker);
    }

    private InputStream unpacked() throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        var packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return packed ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** The first that is no blank; passes over a byte order mark. */
    private static int firstCharacter(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        text.mark(1 << 10);
        var first = text.read();
        while (first >= 0 && Character.isWhitespace(first)) {
            first = text.read();
        }
        text.reset();
        return first;
    }

    private UserError unreadable(Exception e) {
        var cause = e.getCause() instanceof IOException io ? io : e;
        return cause instanceof CharacterCodingException
                ? new UserError(file + " is no text in UTF-8. Save it as CSV in UTF-8. Nothing of it was imported.", e)
                : new UserError(file + " cannot be read (" + cause.getMessage() + "). Nothing of it was imported.", e);
    }

    private static String sentence(CsvParseException e) {
        var message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return String.valueOf(message).replaceFirst("\\.$", "");
    }
}
