package vssledger.report.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.QueryCheck;
import vssledger.report.definition.ReportDefinition;

/** A row as PostgreSQL's COPY hands it over: the texts of the report's columns, in UTF-8. The next row takes its place. */
public final class CopiedRow {

    private static final int NOTHING = -1;

    private final ReportDefinition report;
    private final int[] starts;
    private final int[] ends;
    private final int[] fields;
    private byte[] bytes = {};

    /**
     * Makes a row for one report.
     *
     * @param header the names that the SQL gives its columns, as COPY writes them
     */
    public CopiedRow(ReportDefinition report, byte[] header) {
        this.report = report;
        var count = (int) IntStream.range(0, header.length)
                        .filter(i -> header[i] == '\t')
                        .count()
                + 1;
        this.starts = new int[count];
        this.ends = new int[count];
        this.fields = new int[report.columns().size()];
        take(header);
        var names = IntStream.range(0, count)
                .mapToObj(i -> new String(header, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8))
                .toList();
        for (var i = 0; i < fields.length; i++) {
            var column = report.columns().get(i);
            fields[i] = names.indexOf(column.name());
            if (fields[i] < 0) {
                throw QueryCheck.notGiven(report, column, names);
            }
        }
    }

    /** Reads a line of COPY's, with its end, and undoes its escapes in place. */
    public void take(byte[] line) {
        bytes = line;
        var to = 0;
        var field = 0;
        var isNothing = false;
        starts[0] = 0;
        for (var from = 0; from < line.length; from++) {
            var b = line[from];
            if (b == '\t') {
                ends[field++] = isNothing ? NOTHING : to;
                starts[field] = to;
                isNothing = false;
            } else if (b == '\n') {
                ends[field] = isNothing ? NOTHING : to;
            } else if (b == '\\') {
                from++;
                isNothing = line[from] == 'N'; // a text of these two would have one more in front
                line[to++] = meant(line[from]);
            } else {
                line[to++] = b;
            }
        }
    }

    private static byte meant(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> escaped;
        };
    }

    public boolean isNothing(int column) {
        return ends[fields[column]] == NOTHING;
    }

    /** In which the fields stand. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int column) {
        return starts[fields[column]];
    }

    /** Behind its last byte. */
    public int end(int column) {
        return ends[fields[column]];
    }

    /**
     * As the column's type reads it; null for no value.
     *
     * @throws BrokenDefinitionException if that is none of its type
     */
    @Nullable public Object value(int column) {
        if (isNothing(column)) {
            return null;
        }
        var text = new String(bytes, start(column), end(column) - start(column), StandardCharsets.UTF_8);
        var definition = report.columns().get(column);
        try {
            return definition.type().read(text);
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw QueryCheck.notOfItsType(report, definition, "it holds " + text, e);
        }
    }

    @Nullable public Object[] values() {
        @Nullable Object[] values = new Object[fields.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        return values;
    }
}
