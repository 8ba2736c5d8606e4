package vssledger.report.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.report.MaskedNumber;
import vssledger.report.ReportProperties;
import vssledger.report.ReportScope;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.query.CopiedLines;
import vssledger.report.query.ReportQuery;

/**
 * A report as CSV by RFC 4180: UTF-8, CRLF after every record, the columns' names first, {@code .} for decimals, times with
 * the offset of the report time zone, nothing between two commas for no value; by configuration with a byte order mark, with
 * another separator, with phone numbers masked or spaced, and with times that spreadsheets read.
 */
@Component
public class CsvReport {

    /** What a spreadsheet would take for a formula, also in the width of East Asian letters. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /** Phone numbers too, whole or masked. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?|\\+[0-9]* ?[0-9]?\\*+( [0-9]{4})?");

    static final int SHORTEST_NUMBER = 7;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\+[0-9]{" + SHORTEST_NUMBER + ",}");
    private static final Pattern SPACED_NUMBER = Pattern.compile("\\+[0-9]{1,3} [0-9]{4,}");

    private final ReportQuery query;
    private final LedgerProperties ledger;
    private final ReportProperties.Csv format;

    public CsvReport(ReportQuery query, LedgerProperties ledger, ReportProperties properties) {
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
    public long write(ReportDefinition report, ReportScope scope, Path file, ReportQuery.LineHandler before) {
        try (var csv = new CsvFile(file, report.columns(), format, ledger.timeZone())) {
            csv.header();
            var lines = new CopiedLines(report, csv::row);
            query.copy(report, scope, line -> {
                before.line(line);
                lines.line(line);
            });
            return lines.rows();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** The text that {@link #defused} made this of. */
    public static String fused(String text) {
        return text.startsWith("'") && !defused(text.substring(1)).equals(text.substring(1)) ? text.substring(1) : text;
    }

    /** Text that a spreadsheet shows and does not run: numbers, phone numbers too, stay as they are. */
    static String defused(String text) {
        var start = start(text);
        var isHarmless = start == text.length()
                || FORMULA_STARTS.indexOf(text.charAt(start)) < 0
                || NUMBER.matcher(text).matches();
        return isHarmless ? text : "'" + text;
    }

    /** Where it begins to be seen: what is invisible in front of a formula does not make it harmless. */
    private static int start(String text) {
        var start = 0;
        while (start < text.length()
                && FORMULA_STARTS.indexOf(text.charAt(start)) < 0
                && isInvisible(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isInvisible(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    /** Whether no text is run of which this is the first byte in UTF-8. Of others {@link #defused} knows. */
    static boolean isHarmlessStart(byte first) {
        return first > ' ' && FORMULA_STARTS.indexOf(first) < 0;
    }

    /** A whole phone number with a space behind its calling code, so that a spreadsheet does not take it for a number without a plus. */
    static String spaced(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return text;
        }
        var digits = text.substring(1).getBytes(StandardCharsets.US_ASCII);
        var code = MaskedNumber.callingCodeLength(digits, 0, digits.length);
        var end = 1 + (code == 0 ? 2 : code);
        return text.substring(0, end) + " " + text.substring(end);
    }

    /** The text that {@link #spaced} made this of. */
    public static String unspaced(String text) {
        return SPACED_NUMBER.matcher(text).matches() ? text.replace(" ", "") : text;
    }
}
