package vssledger.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.expected.ExpectedSource.LOG_EXPORT;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import vssledger.expected.file.ReadingChoice;
import vssledger.expected.file.UnconfirmedReadingException;
import vssledger.platform.UserException;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestLedger;

/** Bills and lists that somebody has saved with a spreadsheet come to the same rows as what they were saved from, once confirmed. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class SpreadsheetFilesTest {

    private static final String LEGS = "SELECT session_id, call_id, source_number, initiated_at, duration_seconds,"
            + " unit_price, total_price, currency FROM expected.leg WHERE superseded_by IS NULL ORDER BY id";

    private static final ReadingChoice YES = new ReadingChoice(null, null, null, null, true);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    private int files;

    @BeforeAll
    void open() {
        ledger = TestLedger.open(
                folder,
                "vss.expected.partition-from=1B",
                "vss.expected.partition-size=300B",
                "vss.expected.workers=2",
                "vss.expected.reading.callflows.dates=dmy");
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @BeforeEach
    void empty() {
        ledger.jdbc()
                .sql(
                        "TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.touched_day RESTART IDENTITY CASCADE")
                .update();
    }

    @Test
    void aBillSavedWithSemicolonsAndDecimalCommasIsTheBillOnceItIsConfirmed() {
        var bill = file(
                "bill.csv",
                BilledLegs.file(
                        leg("s-1", "a").with("InitiatedAt", "2026-03-02 08:00:00"),
                        leg("s-2", "b").with("InitiatedAt", "2026-03-02 23:59:00")));
        var saved = file(
                "saved.csv",
                "sep=;\r\n"
                        + BilledLegs.file(
                                        leg("s-1", "a").with("InitiatedAt", "2/3/2026 08:00"),
                                        leg("s-2", "b").with("InitiatedAt", "2/3/2026 23:59"))
                                .replace(',', ';')
                                .replace("0.06", "0,06")
                                .replace("0.023", "0,023")
                        + "Total" + ";".repeat(27) + "0,046;;;;;;;\r\n" + ";".repeat(34) + "\r\n");

        assertThatThrownBy(() -> take(saved, YES))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining("--dates dmy --yes " + saved);
        assertThat(ledger.rows("SELECT id FROM expected.import")).isEmpty();

        var dayFirst = new ReadingChoice(null, null, "dmy", null, false);
        var result = take(saved, dayFirst);
        assertThat(result.rows()).isEqualTo(2);
        assertThat(result.reading()).contains("day/month/year", "TotalPriceOfCall 0.046, as the lines add up to");
        assertThat(ledger.the(ImportHistory.class).show(result.importId()).reading())
                .as("kept with the import")
                .isEqualTo(result.reading());
        var legs = ledger.rows(LEGS);
        assertThat(take(saved, dayFirst).unchanged()).isTrue();

        empty();
        assertThat(ledger.the(ExpectedImports.class)
                        .importFile(LOG_EXPORT, bill)
                        .reading())
                .isNull();
        assertThat(ledger.rows("SELECT reading FROM expected.import"))
                .containsExactly("as files of its source are written");
        assertThat(ledger.rows(LEGS)).isEqualTo(legs).hasSize(2);
        assertThat(folder.resolve("var/import")).isEmptyDirectory();
    }

    @Test
    void aPlainBillWithATotalRowIsShownToo() {
        var bill = file(
                "total.csv",
                BilledLegs.file(leg("s-1", "a"), leg("s-2", "b")) + "Total" + ",".repeat(27) + "0.05,,,,,,,\r\n");

        assertThatThrownBy(() -> take(bill, ReadingChoice.NONE))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining(
                        "Line 4 says that TotalPriceOfCall is 0.05 in total, and the lines add up to 0.046");
        assertThat(take(bill, YES).rows()).isEqualTo(2);
    }

    @Test
    void shortenedNumbersAreRefusedForTheWholeFileAndTakeNoGoodLinesPlace() {
        ledger.the(ExpectedImports.class).importFile(LOG_EXPORT, file("good.csv", BilledLegs.file(leg("s-1", "a"))));
        var legs = ledger.rows(LEGS);
        var shortened = file(
                "shortened.csv",
                BilledLegs.file(leg("s-1", "a"), leg("s-2", "b").with("DestinationEndpoint", "6.58E+09")));

        for (var choice : new ReadingChoice[] {ReadingChoice.NONE, YES}) {
            assertThatThrownBy(() -> take(shortened, choice))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(
                            "\"6.58E+09\" (line 3, DestinationEndpoint) is a number that a spreadsheet has"
                                    + " shortened, as Excel does");
        }
        assertThat(ledger.rows(LEGS)).isEqualTo(legs);
    }

    @Test
    void shortenedNumbersInLinesOfJsonAreRefusedToo() {
        assertThatThrownBy(() -> ledger.the(ExpectedImports.class)
                        .importFile(
                                ExpectedSource.CALLFLOWS,
                                file(
                                        "sent.ndjson",
                                        "{\"session_id\":\"s\",\"sub_account_id\":\"acme\",\"sent_at\":"
                                                + "\"2026-03-02T08:00:00Z\",\"destination\":\"6.58E+09\"}\n")))
                .isInstanceOf(RejectedLinesException.class)
                .hasMessageContaining("line 1, destination \"6.58E+09\": a spreadsheet has shortened this number");
    }

    @Test
    void aBillMayBeAWorkbookWhoseNumbersAndTimesAreCells() throws IOException {
        var text = BilledLegs.file(leg("s-1", "a"), leg("s-2", "b")).lines().toList();
        var bill = folder.resolve("bill.xlsx");
        try (var book = new XSSFWorkbook();
                var out = Files.newOutputStream(bill)) {
            var sheet = book.createSheet();
            sheet.createRow(0).createCell(0).setCellValue("Bill of March");
            var names = text.get(0).split(",", -1);
            var time = book.createCellStyle();
            time.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy hh:mm"));
            for (var i = 0; i < text.size(); i++) {
                var row = sheet.createRow(i + 2);
                var fields = text.get(i).split(",", -1);
                for (var column = 0; column < names.length; column++) {
                    var cell = row.createCell(column);
                    if (i > 0 && names[column].endsWith("At")) {
                        cell.setCellValue(LocalDateTime.parse(fields[column].replace(' ', 'T')));
                        cell.setCellStyle(time);
                    } else if (i > 0 && fields[column].matches("\\+?[\\d.]+")) {
                        cell.setCellValue(Double.parseDouble(fields[column]));
                    } else {
                        cell.setCellValue(fields[column]);
                    }
                }
            }
            book.write(out);
        }

        assertThatThrownBy(() -> take(bill, ReadingChoice.NONE))
                .isInstanceOf(UnconfirmedReadingException.class)
                .hasMessageContaining("first sheet of a workbook, header in line 3, 2 lines")
                .hasMessageContaining("1 row above the header")
                .hasMessageContaining("InitiatedAt 2 March 2026, 08:00:01")
                .hasMessageContaining("TotalPriceOfCall 0.023");
        assertThat(take(bill, YES).rows()).isEqualTo(2);
        var legs = ledger.rows(LEGS);
        empty();
        ledger.the(ExpectedImports.class)
                .importFile(LOG_EXPORT, file("same.csv", String.join("\n", text).replace("+65", "65") + "\n"));
        assertThat(ledger.rows(LEGS)).isEqualTo(legs);
    }

    @Test
    void aNumberOfMoreDigitsThanACellHoldsIsAShortenedOne() throws IOException {
        var list = folder.resolve("long.xlsx");
        try (var book = new XSSFWorkbook();
                var out = Files.newOutputStream(list)) {
            var sheet = book.createSheet();
            var header = sheet.createRow(0);
            header.createCell(0).setCellValue("session_id");
            header.createCell(1).setCellValue("sub_account_id");
            header.createCell(2).setCellValue("sent_at");
            var row = sheet.createRow(1);
            row.createCell(0).setCellValue((double) 1_234_567_890_123_456_789L);
            row.createCell(1).setCellValue("acme");
            row.createCell(2).setCellValue("2026-03-02 08:00:00");
            book.write(out);
        }

        assertThatThrownBy(() -> ledger.the(ExpectedImports.class).importFile(ExpectedSource.CALLFLOWS, list))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("(line 2, session_id) is a number that a spreadsheet has shortened");
    }

    @Test
    void callflowsAreReadAsConfigured() {
        var sent = file("sent.csv", "\uFEFFsession_id;sub_account_id;sent_at\ns-1;acme;2/3/2026 08:00\n");

        var result = ledger.the(ExpectedImports.class).importFile(ExpectedSource.CALLFLOWS, sent);

        assertThat(result.reading()).contains("day/month/year");
        assertThat(ledger.rows("SELECT session_id, business_day FROM expected.session"))
                .containsExactly("s-1 | 2026-03-02");
    }

    private static BilledLegs leg(String sessionId, String callId) {
        return aLeg(sessionId, callId).with("Content", "");
    }

    private ImportResult take(Path file, ReadingChoice reading) {
        return ledger.the(ExpectedImports.class)
                .importFile(LOG_EXPORT, null, file, new ImportOptions(reading, false, (shown, otherwise) -> false));
    }

    private Path file(String name, String text) {
        try {
            return Files.write(folder.resolve(++files + "-" + name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
