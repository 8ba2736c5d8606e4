package vssledger.report.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import vssledger.report.ReportProperties;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.query.CopiedRow;
import vssledger.report.query.PhoneNumberView;

/**
 * Records of CSV by RFC 4180, made of what COPY hands over: bytes to bytes where a value is written as nearly all of its type are, else
 * by {@link ColumnType#csv}, to the same effect.
 */
public final class CsvFile implements AutoCloseable {

    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ByteWriter out;
    private final List<ReportColumn> columns;
    private final ReportProperties.Csv format;
    private final ZoneId zone;
    private final CsvValue value;
    private final byte[] separator;
    private final boolean[] isSpecial = new boolean[256];

    CsvFile(Path file, List<ReportColumn> columns, ReportProperties.Csv format, ZoneId zone) throws IOException {
        this.out = new ByteWriter(file, Files.newOutputStream(file));
        this.columns = columns;
        this.format = format;
        this.zone = zone;
        this.value = new CsvValue(zone, format);
        this.separator = utf8(String.valueOf(format.separator()));
        for (var special : new byte[] {'"', '\r', '\n', separator[0]}) {
            isSpecial[special & 0xFF] = true;
        }
    }

    /** Before all rows. */
    void header() {
        if (format.byteOrderMark()) {
            out.put(utf8(BYTE_ORDER_MARK));
        }
        for (var i = 0; i < columns.size(); i++) {
            field(i, columns.get(i).name());
        }
        endRecord();
    }

    void row(CopiedRow row) {
        for (var i = 0; i < columns.size(); i++) {
            if (row.isNothing(i)) {
                begin(i);
            } else {
                field(i, row);
            }
        }
        endRecord();
    }

    private void field(int column, CopiedRow row) {
        var type = columns.get(column).type();
        if (isAsItStands(type, row, column)) {
            field(column, row.bytes(), row.start(column), row.end(column));
        } else if ((type != ColumnType.PHONE || format.numbers() == PhoneNumberView.MASKED || format.spacedNumbers())
                && value.take(type, row.bytes(), row.start(column), row.end(column))) {
            field(column, value.bytes(), 0, value.length());
        } else {
            var text = type.csv(format.numbers().in(type, row.value(column)), zone, format.times());
            if (type.isText()) {
                var whole = format.spacedNumbers() ? CsvReport.spaced(text) : text;
                field(column, whole.equals(text) ? CsvReport.defused(text) : whole);
            } else {
                field(column, text);
            }
        }
    }

    private boolean isAsItStands(ColumnType type, CopiedRow row, int column) {
        var start = row.start(column);
        return switch (type) {
            case TEXT, CODE -> start == row.end(column) || CsvReport.isHarmlessStart(row.bytes()[start]);
            case PHONE ->
                format.numbers() == PhoneNumberView.SHOWN
                        && !(format.spacedNumbers() && start < row.end(column) && row.bytes()[start] == '+')
                        && CsvValue.isNumber(row.bytes(), start, row.end(column));
            case INTEGER, DURATION -> CsvValue.isDigits(row.bytes(), start, row.end(column));
            case DATE -> CsvValue.isDay(row.bytes(), start, row.end(column));
            case DECIMAL, MONEY, PERCENT, DATETIME -> false;
        };
    }

    private void field(int column, String text) {
        var bytes = utf8(text);
        field(column, bytes, 0, bytes.length);
    }

    private void field(int column, byte[] bytes, int start, int end) {
        begin(column);
        if (isPlain(column, bytes, start, end)) {
            out.put(bytes, start, end);
            return;
        }
        out.put('"');
        for (var i = start; i < end; i++) {
            out.put(bytes[i]);
            if (bytes[i] == '"') {
                out.put('"');
            }
        }
        out.put('"');
    }

    /** Whether it needs no quotes. A record that began with # could be taken for a comment. */
    private boolean isPlain(int column, byte[] bytes, int start, int end) {
        for (var i = start; i < end; i++) {
            if (isSpecial[bytes[i] & 0xFF] && (bytes[i] != separator[0] || isSeparator(bytes, i, end))) {
                return false;
            }
        }
        return column > 0 || start == end || bytes[start] != '#';
    }

    private boolean isSeparator(byte[] bytes, int at, int end) {
        for (var i = 0; i < separator.length; i++) {
            if (at + i == end || bytes[at + i] != separator[i]) {
                return false;
            }
        }
        return true;
    }

    private void begin(int column) {
        if (column > 0) {
            out.put(separator);
        }
    }

    private void endRecord() {
        out.put('\r');
        out.put('\n');
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        out.close();
    }
}
