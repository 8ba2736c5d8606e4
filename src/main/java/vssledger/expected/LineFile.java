package vssledger.expected;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vssledger.platform.UserError;

/** A file of lines, read one by one in flat memory: CSV with a header, or NDJSON; gzip or not. */
final class LineFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A record of a voice log export holds the whole content of a message, and may be long. */
    private static final int LONGEST_RECORD = 16 * 1024 * 1024;

    private final Path file;
    private final Rejections rejections;

    LineFile(Path file, Rejections rejections) {
        this.file = file;
        this.rejections = rejections;
    }

    /**
     * Hands over every line.
     *
     * @param required columns without which it is another kind of file
     * @throws UserError if the file is no text, no CSV, or lacks a column
     */
    void forEach(List<String> required, Consumer<Line> taker) {
        try (var in = unpacked();
                var text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            if (beginsWithBrace(text)) {
                json(text, taker);
            } else {
                csv(text, required, taker);
            }
        } catch (CsvParseException e) {
            throw new UserError(file + " is no CSV file: " + sentence(e) + ". Nothing of it was imported.", e);
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(e);
        }
    }

    private void csv(BufferedReader text, List<String> required, Consumer<Line> taker) throws IOException {
        try (var records = CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_RECORD)
                .ofCsvRecord(text)) {
            var all = records.iterator();
            if (!all.hasNext()) {
                throw new UserError(file + " is empty. Name a file with a header line.");
            }
            var header = all.next().getFields();
            var columns = columns(header, required);
            while (all.hasNext()) {
                var row = all.next();
                if (row.getFieldCount() == 1 && row.getField(0).isBlank()) {
                    continue;
                }
                if (row.getFieldCount() != header.size()) {
                    rejections.add(new Problem(
                            row.getStartingLineNumber(),
                            "line",
                            "",
                            "it has " + row.getFieldCount() + " fields, the header " + header.size()));
                    continue;
                }
                taker.accept(new Line(row.getStartingLineNumber(), name -> field(row, columns.get(name)), rejections));
            }
        }
    }

    private static String field(CsvRecord row, @org.jspecify.annotations.Nullable Integer column) {
        return column == null ? "" : row.getField(column);
    }

    private Map<String, Integer> columns(List<String> header, List<String> required) {
        var columns = new HashMap<String, Integer>();
        for (var i = 0; i < header.size(); i++) {
            columns.putIfAbsent(Line.plain(header.get(i).strip()), i);
        }
        var missing = required.stream()
                .filter(name -> !columns.containsKey(Line.plain(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new UserError(file + " lacks the column" + (missing.size() == 1 ? " " : "s ")
                    + String.join(", ", missing) + ". Its first line has: " + shown(header)
                    + ". Is it the file that --source says?");
        }
        return columns;
    }

    private static String shown(List<String> header) {
        var line = String.join(", ", header).replaceAll("\\p{Cntrl}", "?");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private void json(BufferedReader text, Consumer<Line> taker) throws IOException {
        var number = 0L;
        for (var row = text.readLine(); row != null; row = text.readLine()) {
            number++;
            if (!row.isBlank()) {
                taker.accept(line(number, row));
            }
        }
    }

    private Line line(long number, String row) {
        try {
            var object = JSON.readTree(row);
            if (object.isObject()) {
                var fields = new HashMap<String, String>();
                object.properties().forEach(e -> fields.putIfAbsent(Line.plain(e.getKey()), value(e.getValue())));
                return new Line(number, fields::get, rejections);
            }
        } catch (JacksonException e) {
            // told below, like JSON that is no object
        }
        rejections.add(new Problem(number, "line", "", "it is no JSON object"));
        return new Line(number, name -> null, rejections);
    }

    private static String value(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : "";
    }

    private InputStream unpacked() throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        var packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return packed ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** Passes over a byte order mark too. */
    private static boolean beginsWithBrace(BufferedReader text) throws IOException {
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
        return first == '{';
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
