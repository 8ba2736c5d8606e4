package vssledger.expected;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserError;

/** Lines of a CSV file, their fields found by the names in its header. */
final class CsvLines {

    /** A record of a voice log export holds the whole content of a message, and may be long. */
    private static final int LONGEST_RECORD = 16 * 1024 * 1024;

    private static final int SHOWN_OF_HEADER = 300;

    private final Path file;
    private final List<List<String>> required;
    private final Rejections rejections;

    CsvLines(Path file, List<List<String>> required, Rejections rejections) {
        this.file = file;
        this.required = required;
        this.rejections = rejections;
    }

    void forEach(BufferedReader text, Consumer<Line> taker) throws IOException {
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
            var columns = columns(header);
            while (all.hasNext()) {
                var row = all.next();
                if (row.getFieldCount() == header.size()) {
                    taker.accept(
                            new Line(row.getStartingLineNumber(), name -> field(row, columns.get(name)), rejections));
                } else if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
                    rejections.add(new Problem(
                            row.getStartingLineNumber(),
                            "line",
                            "",
                            "it has " + row.getFieldCount() + " fields, the header " + header.size()));
                }
            }
        }
    }

    private static String field(CsvRecord row, @Nullable Integer column) {
        return column == null ? "" : row.getField(column);
    }

    private Map<String, Integer> columns(List<String> header) {
        var columns = new HashMap<String, Integer>();
        for (var i = 0; i < header.size(); i++) {
            columns.putIfAbsent(Line.plain(header.get(i)), i);
        }
        var missing = required.stream()
                .filter(names -> names.stream().map(Line::plain).noneMatch(columns::containsKey))
                .map(CsvLines::either)
                .toList();
        if (!missing.isEmpty()) {
            throw new UserError(file + " lacks the column" + (missing.size() == 1 ? " " : "s ")
                    + String.join(", ", missing) + ". Its first line has: "
                    + Excerpt.of(String.join(", ", header), SHOWN_OF_HEADER)
                    + ". Is it the file that --source says?");
        }
        return columns;
    }

    private static String either(List<String> names) {
        return names.get(0)
                + (names.size() == 1 ? "" : names.stream().skip(1).collect(Collectors.joining(" or ", " (or ", ")")));
    }
}
