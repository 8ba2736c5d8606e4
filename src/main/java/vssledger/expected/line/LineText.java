package vssledger.expected.line;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import vssledger.expected.format.SourceFormat;
import vssledger.platform.UserException;

/**
 * The text of a file of lines, or a partition of it, read one by one in flat memory: CSV with a header, or NDJSON.
 *
 * @param file what it is called where something is wrong with it
 * @param offset to be added to the number that a line has in the text
 */
public record LineText(Path file, SourceFormat format, long offset, Rejections rejections) {

    private static final Pattern LINE_NUMBER = Pattern.compile("(?<=\\bline )\\d+");

    /** What parts the fields of a line: a character, or that they stand in an object. */
    public enum Kind {
        COMMAS(','),
        SEMICOLONS(';'),
        TABS('\t'),
        NDJSON('{');

        private final char separator;

        Kind(char separator) {
            this.separator = separator;
        }

        public char separator() {
            return separator;
        }

        private static Kind ofCsv(BufferedReader text) throws IOException {
            return switch (CsvLines.separator(text)) {
                case ';' -> SEMICOLONS;
                case '\t' -> TABS;
                default -> COMMAS;
            };
        }
    }

    public static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    /**
     * By its first character that is no blank; passes over a byte order mark.
     *
     * @throws UserException if it is none of them
     */
    Kind kind(BufferedReader text) throws IOException {
        return switch (firstCharacter(text)) {
            case '{' -> {
                if (format.isOnlyCsv()) {
                    throw new UserException(file + " is JSON, and a file of "
                            + format.source().code()
                            + " is CSV. Is it the file that --source says? Nothing of it was imported.");
                }
                yield Kind.NDJSON;
            }
            case '[' ->
                throw new UserException(file + " is a JSON array. Write its objects one a line, without the brackets"
                        + " around them. Nothing of it was imported.");
            default -> Kind.ofCsv(text);
        };
    }

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

    /**
     * Hands over every line.
     *
     * @throws UserException if it is no such text
     */
    public void forEach(Kind kind, BufferedReader text, Consumer<Line> taker) {
        try {
            if (kind == Kind.NDJSON) {
                new JsonLines(offset, rejections).forEach(text, taker);
            } else {
                new CsvLines(file, format.requiredColumns(), offset, rejections).forEach(kind.separator(), text, taker);
            }
        } catch (CsvParseException e) {
            throw new UserException(file + " is no CSV file: " + sentence(e) + ". Nothing of it was imported.", e);
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(file, e);
        }
    }

    static UserException unreadable(Path file, Exception e) {
        var cause = e.getCause() instanceof IOException io ? io : e;
        return cause instanceof CharacterCodingException
                ? new UserException(
                        file + " is no text in UTF-8. Save it as CSV in UTF-8. Nothing of it was imported.", e)
                : new UserException(
                        file + " cannot be read (" + cause.getMessage() + "). Nothing of it was imported.", e);
    }

    private String sentence(CsvParseException e) {
        var message = String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        return LINE_NUMBER
                .matcher(message)
                .replaceAll(number -> Long.toString(Long.parseLong(number.group()) + offset))
                .replaceFirst("\\.$", "");
    }
}
