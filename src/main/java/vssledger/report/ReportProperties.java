package vssledger.report;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vssledger.report.csv.CsvTimes;
import vssledger.report.query.PhoneNumberView;

/**
 * Where reports go, and how.
 *
 * @param out folder of the editions, relative to the home of the ledger
 * @param workMemory memory of PostgreSQL for each sort and each join of a report
 * @param partitionFrom an edition with at least this many sessions is split into one partition per report
 */
@ConfigurationProperties("vss.reports")
public record ReportProperties(
        @DefaultValue("reports/out") Path out,
        @DefaultValue Csv csv,
        @DefaultValue("64MB") DataSize workMemory,
        @DefaultValue("100000") long partitionFrom) {

    /**
     * How CSV files are written.
     *
     * @param separator the character between two fields
     * @param byteOrderMark whether a file begins with a byte-order mark, by which spreadsheets recognise UTF-8
     * @param numbers whether phone numbers are written whole or masked
     * @param spacedNumbers whether a space follows the calling code, so that a spreadsheet keeps the plus
     * @param times how times are written
     */
    public record Csv(
            @DefaultValue(",") char separator,
            @DefaultValue("true") boolean byteOrderMark,
            @DefaultValue("SHOWN") PhoneNumberView numbers,
            @DefaultValue("true") boolean spacedNumbers,
            @DefaultValue("OFFSET") CsvTimes times) {

        /** For programs: nothing is written for the sake of spreadsheets. */
        public static final Csv PLAIN = new Csv(',', false, PhoneNumberView.SHOWN, false, CsvTimes.OFFSET);

        public Csv {
            if (separator == '"' || separator == '\r' || separator == '\n') {
                throw new IllegalArgumentException(
                        "vss.reports.csv.separator must stand between fields: use , or ; or a tab.");
            }
        }
    }
}
