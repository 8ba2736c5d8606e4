package vssledger.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;

/**
 * A report as CSV by RFC 4180: UTF-8, CRLF after every record, the columns' names first, {@code .} for decimals, times with
 * the offset of the report time zone, nothing between two commas for no value; by configuration with a byte order mark, with
 * another separator, and with phone numbers masked.
 */
@Component
class CsvReport {

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Phone numbers too, whole or masked. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?|\\+[0-9]* ?[0-9]?\\*+( [0-9]{4})?");

    private final ReportQuery query;
    private final LedgerProperties ledger;
    private final ReportProperties.Csv format;

    CsvReport(ReportQuery query, LedgerProperties ledger, ReportProperties properties) {
        this.query = query;
        this.ledger = ledger;
        this.format = properties.csv();
    }

    /** Writes the file. @return its rows, without the header */
    long write(ReportDefinition report, ReportScope scope, Path file) {
        var rows = new long[1];
        var columns = report.columns();
        try (var out = Files.newBufferedWriter(file);
                var csv = CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .fieldSeparator(format.separator())
                        .build(out)) {
            if (format.byteOrderMark()) {
                out.write(BYTE_ORDER_MARK);
            }
            csv.writeRecord(columns.stream().map(ReportColumn::name).toList());
            query.read(report, scope, all -> {
                var values = format.numbers().in(report, all);
                var fields = new String[values.length];
                Arrays.setAll(fields, i -> {
                    var type = columns.get(i).type();
                    var text = type.csv(values[i], ledger.timeZone());
                    return type.isText() ? defused(text) : text;
                });
                csv.writeRecord(fields);
                rows[0]++;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
        return rows[0];
    }

    /** The text that {@link #defused} made this of. */
    static String fused(String text) {
        return text.startsWith("'") && !defused(text.substring(1)).equals(text.substring(1)) ? text.substring(1) : text;
    }

    /** Text that a spreadsheet shows and does not run: numbers, phone numbers too, stay as they are. */
    static String defused(String text) {
        var isHarmless = text.isEmpty()
                || FORMULA_STARTS.indexOf(text.charAt(0)) < 0
                || NUMBER.matcher(text).matches();
        return isHarmless ? text : "'" + text;
    }
}
