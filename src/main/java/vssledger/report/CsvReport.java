package vssledger.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

    /**
     * Writes the file.
     *
     * @param before is handed each line before it is written
     * @return its rows, without the header
     */
    long write(ReportDefinition report, ReportScope scope, Path file, ReportQuery.LineHandler before) {
        try (var csv = new CsvFile(file, report.columns(), format, ledger.timeZone())) {
            csv.header();
            var lines = new CopiedLines(report, csv::row);
            query.copy(report, scope, line -> {
                before.line(line);
                lines.line(line);
            });
            return lines.rows();
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
    }

    /** The text that {@link #defused} made this of. */
    static String fused(String text) {
        return text.startsWith("'") && !defused(text.substring(1)).equals(text.substring(1)) ? text.substring(1) : text;
    }

    /** Text that a spreadsheet shows and does not run: numbers, phone numbers too, stay as they are. */
    static String defused(String text) {
        var isHarmless = text.isEmpty()
                || isHarmlessStart(text.charAt(0))
                || NUMBER.matcher(text).matches();
        return isHarmless ? text : "'" + text;
    }

    /** Whether no text that begins so is run. */
    static boolean isHarmlessStart(int first) {
        return FORMULA_STARTS.indexOf(first) < 0;
    }
}
