package vssledger.report.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.FactRows.aSession;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vssledger.report.ReportFixture;
import vssledger.report.ReportProperties;
import vssledger.report.definition.ColumnType;
import vssledger.report.query.PhoneNumberView;

/** How values are written to CSV files, and how two files are compared. */
class CsvReportTest {

    @ParameterizedTest
    @CsvSource({
        "=1+1,            '''=1+1'",
        "@SUM(A1),        '''@SUM(A1)'",
        "+1-800-CALL,     '''+1-800-CALL'",
        "-x,              '''-x'",
        "+6531589338,     +6531589338",
        "+65 3*** 9338,   +65 3*** 9338",
        "+65 *1+1,        '''+65 *1+1'",
        "-2001,           -2001",
        "-0.5,            -0.5",
        "a=b,             a=b",
        "'',              ''",
    })
    void defusesWhatASpreadsheetWouldRun(String text, String written) {
        assertThat(CsvReport.defused(text)).isEqualTo(written);
    }

    /** A spreadsheet takes the wide forms for the narrow ones, and does not see what is in front. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFF1D1+1",
                "\uFF0B1-x",
                "\uFF0Dx",
                "\uFF20SUM(A1)",
                "\uFEFF=1+1",
                "\u200B=1+1",
                "\u00A0=1+1",
                "\u3000=1+1",
                "\u2060\u200D@x",
                " =1+1",
                "\n=1",
                "\u00AD-x"
            })
    void defusesFormulasInDisguise(String text) {
        assertThat(CsvReport.defused(text)).isEqualTo("'" + text);
        assertThat(CsvReport.fused(CsvReport.defused(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00C4rger", "\u7535\u8BDD", " a", "\u00A0a=b", "\u200B", "5\uFF1D5"})
    void leavesOtherTextAsItIs(String text) {
        assertThat(CsvReport.defused(text)).isEqualTo(text);
    }

    /** By default a file is one that people open by a double click; programs can have it plain. */
    @ParameterizedTest
    @CsvSource({
        "+6591234567,      +65 91234567",
        "+14155550123,     +1 4155550123",
        "+35312345678,     +353 12345678",
        "+0987654321,      +09 87654321",
        "+65123,           +65123",
        "6591234567,       6591234567",
        "+65 9*** 4567,    +65 9*** 4567",
    })
    void aSpaceBehindTheCallingCodeKeepsThePlus(String number, String written) {
        assertThat(CsvReport.spaced(number)).isEqualTo(written);
        assertThat(CsvReport.unspaced(written)).isEqualTo(number);
    }

    @Test
    void writesForPeopleByDefault(@TempDir Path home) throws IOException {
        var csv = new Binder(new MapConfigurationPropertySource(Map.of("vss.reports.csv.times", "local")))
                .bind("vss.reports", ReportProperties.class)
                .get()
                .csv();
        try (var reports = new ReportFixture(home, "Asia/Singapore", csv)) {
            aSession("a").status("BUSY").callTo("+6531589338").insert(reports.jdbc);

            assertThat(reports.csv("retry-candidates"))
                    .startsWith("\uFEFFbusiness_day,")
                    .contains(",+65 31589338,BUSY,,The line was busy,2026-11-20 18:00:00,\r\n");
        }
    }

    @Test
    void defusesTabAndCarriageReturn() {
        assertThat(CsvReport.defused("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvReport.defused("\r=1")).isEqualTo("'\r=1");
    }

    @Test
    void takesTheSeparatorTheByteOrderMarkAndTheMaskThatAreConfigured(@TempDir Path home) throws IOException {
        var csv = new ReportProperties.Csv(';', true, PhoneNumberView.MASKED, true, CsvTimes.OFFSET);
        try (var reports = new ReportFixture(home, "UTC", csv)) {
            aSession("a").status("BUSY").callTo("+6531589338").insert(reports.jdbc);

            assertThat(reports.csv("retry-candidates"))
                    .isEqualTo(
                            "\uFEFFbusiness_day;product;sub_account_id;session_id;destination;session_status;error_code;"
                                    + "why;start_time;request_id\r\n2026-11-20;ivr;acme;a;+65 3*** 9338;BUSY;;The line was busy;"
                                    + "2026-11-20T10:00:00+00:00;\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MONEY,   1,         1.00",
        "MONEY,   1.5000,    1.50",
        "MONEY,   0.00125,   0.00125",
        "MONEY,   1E+3,      1000.00",
        "DECIMAL, 4.50,      4.5",
        "DECIMAL, 100,       100",
        "PERCENT, 0.33335,   0.3334",
    })
    void writesNumbersWithoutExponentsOrSeparators(ColumnType type, BigDecimal value, String written) {
        assertThat(type.csv(value, ZoneId.of("UTC"), CsvTimes.OFFSET)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z,         UTC,            2026-11-20T10:00:00+00:00",
        "2026-11-20T10:00:00.120Z,     UTC,            2026-11-20T10:00:00.12+00:00",
        "2026-11-20T20:00:00Z,         Asia/Singapore, 2026-11-21T04:00:00+08:00",
        "2026-07-01T00:00:00Z,         Europe/Berlin,  2026-07-01T02:00:00+02:00",
    })
    void writesTimesWithTheOffsetOfTheReportTimeZone(Instant time, ZoneId zone, String written) {
        assertThat(ColumnType.DATETIME.csv(time, zone, CsvTimes.OFFSET)).isEqualTo(written);
    }

    @Test
    void comparesRecordByRecordWhereverTheyStand(@TempDir Path folder) throws IOException {
        var before = Files.writeString(folder.resolve("before"), "h\r\na\r\nb\r\n\"x\r\ny\"\r\nd\r\nd\r\n");
        var after =
                Files.writeString(folder.resolve("after"), "h\r\nnew\r\na\r\nc\r\n\"x\r\ny\"\r\nd\r\nlast\r\nc\r\n");

        var changes = CsvChanges.between(before, after);

        assertThat(changes.removed()).isEqualTo(Map.of("b", 1, "d", 1));
        assertThat(changes.added()).isEqualTo(Map.of("c", 2, "last", 1, "new", 1));
        var marked = Files.writeString(folder.resolve("marked"), "\uFEFF" + Files.readString(before));
        assertThat(CsvChanges.between(before, marked).removedCount())
                .as("a byte order mark is no part of the first record")
                .isZero();
        assertThat(CsvChanges.between(folder.resolve("none"), after).addedCount())
                .isEqualTo(8);
    }
}
