package vssledger.expected.line;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/** Lines of a CSV file, their fields found by the names in its header. */
public final class CsvLines {

    /** A record of a voice log export holds the whole content of a message, and may be long. */
    public static final int LONGEST_RECORD = 16 * 1024 * 1024;

    private static final String SEPARATORS = ",;\t";
    private static final int LONGEST_HEADER = 1 << 16;

    private final Path file;
    private final List<List<String>> required;
    private final long offset;
    private final Rejections rejections;

    /** @param offset to be added to the number that a line has in the text */
    CsvLines(Path file, List<List<String>> required, long offset, Rejections rejections) {
        this.file = file;
        this.required = required;
        this.offset = offset;
        this.rejections = rejections;
    }

    void forEach(char separator, BufferedReader text, Consumer<Line> taker) throws IOException {
        try (var records = CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_RECORD)
                .fieldSeparator(separator)
                .ofCsvRecord(text)) {
            var all = records.iterator();
            if (!all.hasNext()) {
                throw new UserException(file + " is empty. Name a file with a header line.");
            }
            var header = all.next().getFields();
            var columns = HeaderRow.columns(file, header, required);
            while (all.hasNext()) {
                var row = all.next();
                var number = row.getStartingLineNumber() + offset;
                if (row.getFieldCount() == header.size()) {
                    taker.accept(new Line(number, name -> field(row, columns.get(name)), rejections));
                } else if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
                    rejections.add(new LineProblem(
                            number,
                            "line",
                            "",
                            "it has " + row.getFieldCount() + " fields, the header " + header.size()));
                }
            }
        }
    }

    /** What Excel parts the columns with: a comma or, where that stands for the point, a semicolon; or a tab. */
    static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        var counts = new int[SEPARATORS.length()];
        var isQuoted = false;
        for (var i = 0; i < LONGEST_HEADER - 1; i++) {
            var c = text.read();
            if (c < 0 || (c == '\n' && !isQuoted)) {
                break;
            }
            isQuoted ^= c == '"';
            var separator = SEPARATORS.indexOf(c);
            if (separator >= 0 && !isQuoted) {
                counts[separator]++;
            }
        }
        text.reset();
        var most = 0;
        for (var i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    private static String field(CsvRecord row, @Nullable Integer column) {
        return column == null ? "" : row.getField(column);
    }
}
