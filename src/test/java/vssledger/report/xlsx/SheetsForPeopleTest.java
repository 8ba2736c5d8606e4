package vssledger.report.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.report.ReportScope;
import vssledger.report.definition.DefinitionFiles;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.definition.ReportDefinitions;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.query.PhoneNumberView;

/** What people read in a sheet: names in place of codes, and amounts with the decimals of their currency. */
class SheetsForPeopleTest {

    private static final DateRange RANGE = DateRange.of(LocalDate.parse("2026-11-20"));

    @TempDir
    private Path home;

    @Test
    void codesAreShownByTheirNamesAndTextAsItIs() throws IOException {
        var report = report("""
                groups: [product]
                columns:
                  - {name: product, title: Product, type: code}
                  - {name: status, title: Status, type: code}
                  - {name: text, title: Text, type: text}
                  - {name: sessions, title: Sessions, type: integer, total: sum}
                chart:
                  sheet: Chart
                  title: Sessions
                  kind: bars
                  category: status
                  axis: Sessions
                  series:
                    - {column: sessions, colour: 2E9E5B}
                """);
        var rows = List.<@Nullable Object[]>of(
                new Object[] {"number-masking", "NO_ANSWER", "NO_ANSWER", 3L},
                new Object[] {"number-masking", "PARKED", "ivr", 2L},
                new Object[] {"voice-messaging", null, null, 1L});

        try (var workbook = written(report, rows)) {
            assertThat(texts(workbook.getSheet("Mine")))
                    .containsExactly(
                            List.of("Product", "Status", "Text", "Sessions"),
                            List.of("Number Masking", "No answer", "NO_ANSWER", "3"),
                            List.of("Number Masking", "PARKED", "ivr", "2"),
                            List.of("Number Masking total", "", "", "5"),
                            List.of("Voice Messaging", "", "", "1"),
                            List.of("Voice Messaging total", "", "", "1"),
                            List.of("Total", "", "", "6"));
            assertThat(texts(workbook.getSheet("Chart"))).contains(List.of("No answer", "3"), List.of("PARKED", "2"));
        }
        assertThat(rows.get(0)).as("rows of CSV files keep the code").startsWith("number-masking", "NO_ANSWER");
    }

    @Test
    void anAmountHasTheDecimalsOfItsCurrencyOrAllOfItsOwnAndItsSumThoseOfTheCurrency() throws IOException {
        var report = report("""
                columns:
                  - {name: call, title: Call, type: text}
                  - {name: amount, title: Amount, type: money, total: sum, currency: currency}
                  - {name: currency, title: Currency, type: text}
                  - {name: price, title: Price, type: money, currency: currency}
                """);

        try (var workbook = written(
                report,
                List.<@Nullable Object[]>of(
                        amount("a", "1500", "JPY", "12.5"),
                        amount("b", "0.0213", "USD", "0.0600"),
                        amount("c", "12.5", "USD", "0.00125"),
                        amount("d", "2.5", "KWD", "1"),
                        amount("e", null, null, null)))) {
            var sheet = workbook.getSheet("Mine");
            assertThat(texts(sheet))
                    .containsExactly(
                            List.of("Call", "Amount", "Currency", "Price"),
                            List.of("a", "1,500", "JPY", "12.5"),
                            List.of("b", "0.0213", "USD", "0.06"),
                            List.of("c", "12.50", "USD", "0.00125"),
                            List.of("d", "2.500", "KWD", "1.000"),
                            List.of("e", "", "", ""),
                            List.of("Total JPY", "1,500", "JPY", ""),
                            List.of("Total KWD", "2.500", "KWD", ""),
                            List.of("Total USD", "12.52", "USD", ""));
            assertThat(sheet.getRow(8).getCell(1).getNumericCellValue())
                    .as("only what is shown is rounded")
                    .isEqualTo(12.5213);
        }
    }

    @Test
    void aColumnOfSumsHasTheDecimalsOfTheCurrencyUnlessThatWouldShowNothing() throws IOException {
        var report = report("""
                groups: [call]
                columns:
                  - {name: call, title: Call, type: text}
                  - {name: amount, title: Amount, type: money, total: sum, currency: currency, decimals: currency}
                  - {name: currency, title: Currency, type: text}
                  - {name: price, title: Price, type: money, currency: currency, format: '0.0'}
                """);

        try (var workbook = written(
                report,
                List.<@Nullable Object[]>of(
                        amount("a", "110.0213", "USD", "0.06"), amount("b", "0.0004", "USD", "0.06")))) {
            assertThat(texts(workbook.getSheet("Mine")))
                    .containsExactly(
                            List.of("Call", "Amount", "Currency", "Price"),
                            List.of("a", "110.02", "USD", "0.1"),
                            List.of("a total USD", "110.02", "", ""),
                            List.of("b", "0.0004", "USD", "0.1"),
                            List.of("b total USD", "0.0004", "", ""),
                            List.of("Total USD", "110.02", "USD", ""));
        }
    }

    /** Five rows, of which two are seen; the sheet says what all of them add up to. */
    @Test
    void rowsBeyondThoseShownAreFoldedAndTotalled() throws IOException {
        var report = report("""
                shown: 2
                columns:
                  - {name: pair, title: Pair, type: text}
                  - {name: tries, title: Tries, type: integer, total: sum}
                """);
        var rows = IntStream.rangeClosed(1, 5)
                .<@Nullable Object[]>mapToObj(n -> new Object[] {"pair " + n, 6L - n})
                .toList();

        try (var workbook = written(report, rows)) {
            var sheet = workbook.getSheet("Mine");
            assertThat(IntStream.rangeClosed(0, 6).mapToObj(n -> sheet.getRow(n).getZeroHeight()))
                    .as("the header, five rows, their total")
                    .containsExactly(false, false, false, true, true, true, false);
            assertThat(IntStream.rangeClosed(1, 5).map(n -> sheet.getRow(n).getOutlineLevel()))
                    .containsExactly(0, 0, 1, 1, 1);
            assertThat(sheet.getRow(6).getCTRow().getCollapsed())
                    .as("a click on + unfolds them")
                    .isTrue();
            assertThat(texts(sheet).subList(6, 8))
                    .containsExactly(
                            List.of("Total", "15"), List.of("3 more rows are folded: the + beside them unfolds them."));
        }
        try (var workbook = written(report, rows.subList(0, 2))) {
            var sheet = workbook.getSheet("Mine");
            assertThat(sheet).noneMatch(row -> row.getZeroHeight());
            assertThat(sheet.getRow(3).getCTRow().isSetCollapsed()).isFalse();
            assertThat(sheet.getLastRowNum())
                    .as("nothing is said of folded rows")
                    .isEqualTo(3);
        }
    }

    @Test
    void whereOnlyTotalsAreShownColumnsThatTheseLeaveEmptyAreFoldedToo() throws IOException {
        var report = report("""
                groups: [day, product]
                shown: 0
                columns:
                  - {name: day, title: Day, type: text}
                  - {name: product, title: Product, type: code}
                  - {name: account, title: Subaccount, type: text}
                  - {name: sessions, title: Sessions, type: integer, total: sum}
                  - {name: share, title: Share, type: percent}
                """);

        try (var workbook = written(
                report,
                List.<@Nullable Object[]>of(
                        new Object[] {"Monday", "ivr", "acme", 3L, new BigDecimal("0.75")},
                        new Object[] {"Monday", "ivr", "beta", 1L, new BigDecimal("0.25")},
                        new Object[] {"Monday", "number-masking", "acme", 5L, BigDecimal.ONE}))) {
            var sheet = workbook.getSheet("Mine");
            assertThat(StreamSupport.stream(sheet.spliterator(), false)
                            .filter(row -> !row.getZeroHeight())
                            .map(row -> IntStream.range(0, 5)
                                    .filter(column -> !sheet.isColumnHidden(column))
                                    .mapToObj(column ->
                                            texts(sheet).get(row.getRowNum()).get(column))
                                    .toList()))
                    .containsExactly(
                            List.of("Day", "Product", "Sessions"),
                            List.of("Monday", "IVR total", "4"),
                            List.of("Monday", "Number Masking total", "5"),
                            List.of("Monday total", "", "9"),
                            List.of("Total", "", "9"));
            assertThat(sheet.getColumnOutlineLevel(2)).isEqualTo(1);
            assertThat(sheet.getColumnOutlineLevel(3)).isZero();
            assertThat(sheet.getColumnWidth(1) / 256)
                    .as("the label of a total is not cut off")
                    .isGreaterThanOrEqualTo("Number Masking total".length());
        }
    }

    private static @Nullable Object[] amount(
            String call, @Nullable String amount, @Nullable String currency, @Nullable String price) {
        return new @Nullable Object[] {
            call, amount == null ? null : new BigDecimal(amount), currency, price == null ? null : new BigDecimal(price)
        };
    }

    private ReportDefinition report(String yaml) throws IOException {
        var folder = Files.createDirectories(home.resolve("reports/mine"));
        Files.writeString(
                folder.resolve("report.yml"),
                "title: Mine\naudience: For me.\ncsv: mine.csv\nemptyText: None.\n" + yaml,
                StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("query.sql"), "SELECT 1", StandardCharsets.UTF_8);
        return new ReportDefinitions(new DefinitionFiles(new LedgerProperties(home, ZoneId.of("UTC"), "any")))
                .load()
                .report("mine");
    }

    private XSSFWorkbook written(ReportDefinition report, List<@Nullable Object[]> rows) throws IOException {
        var file = home.resolve("mine.xlsx");
        new WorkbookWriter()
                .write(
                        new WorkbookDefinition(
                                "mine.xlsx",
                                "Mine",
                                "all",
                                PhoneNumberView.SHOWN,
                                WorkbookDefinition.ALL_FIGURES,
                                List.of(report),
                                false),
                        new WorkbookInfo(ReportScope.of(RANGE), ZoneId.of("UTC"), null, Instant.EPOCH, Map.of(), null),
                        (definition, scope, handler) -> rows.forEach(handler::row),
                        file);
        return new XSSFWorkbook(Files.newInputStream(file));
    }

    /** What Excel shows, row by row; formulas by the value that is kept beside them. */
    private static List<List<String>> texts(Sheet sheet) {
        var formatter = new DataFormatter();
        formatter.setUseCachedValuesForFormulaCells(true);
        var rows = new ArrayList<List<String>>();
        for (var row : sheet) {
            var cells = new ArrayList<String>();
            for (var i = 0; i < row.getLastCellNum(); i++) {
                cells.add(formatter.formatCellValue(row.getCell(i)));
            }
            rows.add(cells);
        }
        return rows;
    }
}
