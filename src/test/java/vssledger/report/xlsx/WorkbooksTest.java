package vssledger.report.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vssledger.testing.FactRows.aSession;
import static vssledger.testing.FactRows.result;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.DateRange;
import vssledger.report.ReportFixture;
import vssledger.report.ReportFormat;
import vssledger.report.ReportScope;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.edition.Edition;
import vssledger.report.query.PhoneNumberView;
import vssledger.report.xlsx.part.ExcelText;

/** The workbooks as a reader opens them: cells, types, formats, chart. */
@Tag("reports")
class WorkbooksTest {

    private static final DateRange RANGE = new DateRange(LocalDate.parse("2026-11-19"), LocalDate.parse("2026-11-21"));

    private ReportFixture reports;

    @TempDir
    private Path home;

    @BeforeEach
    void open() {
        reports = new ReportFixture(home, "Asia/Singapore");
        aSession("a").callSeconds(3_700).callTo("+6531589338").insert(reports.jdbc);
        aSession("b").status("BUSY").callTo("+6531589338").insert(reports.jdbc);
        aSession("c")
                .product("voice-messaging")
                .status("NO_ANSWER")
                .callTo("+6531589338")
                .insert(reports.jdbc);
        aSession("d").at("2026-11-19T10:00:00Z").error(-2010, "=1+1").insert(reports.jdbc);
        result(reports.jdbc, "a", "2026-11-20", "8x8-log-export", "MATCHED", "1.5 EUR", "2 USD");
        result(reports.jdbc, "b", "2026-11-20", "8x8-log-export", "BROKEN", "0.25 EUR");
    }

    @AfterEach
    void close() {
        reports.close();
    }

    @Test
    void theCoverTellsWhichReportsTheseAreAndLinksToThem() throws IOException {
        try (var workbook = managers()) {
            var cover = workbook.getSheetAt(0);
            assertThat(texts(cover))
                    .contains(
                            List.of("", "How calls ended"),
                            List.of("", "For Managers"),
                            List.of("", "Period", "2026-11-19 to 2026-11-21"),
                            List.of("", "Time zone", "Asia/Singapore"),
                            List.of("", "Edition", "1"),
                            List.of("", "Created", "2026-11-22 11:00:00"),
                            List.of("", "deliveries", "5"),
                            List.of("", "facts", "4"),
                            List.of("", "duplicates", "1"));
            assertThat(cover.getHyperlinkList().stream().map(link -> link.getLocation()))
                    .containsExactly(
                            "'Outcomes by day'!A1",
                            "'Against before'!A1",
                            "'Outcomes'!A1",
                            "'Answer rate'!A1",
                            "'Hours and weekdays'!A1",
                            "'By country called'!A1",
                            "'When and where'!A1",
                            "'Error codes'!A1",
                            "'Call quality'!A1",
                            "'Opt-outs'!A1",
                            "'Pairs unreached'!A1");
        }
    }

    @Test
    void aSheetHasRealValuesTheirFormatsAndATotal() throws IOException {
        try (var workbook = managers()) {
            var sheet = workbook.getSheet("Outcomes");
            assertThat(texts(sheet))
                    .containsExactly(
                            List.of("Day", "Product", "Subaccount", "Status", "Sessions", "Share", "Call time"),
                            List.of("2026-11-19", "IVR", "acme", "Error", "1", "100.0%", "0:00:00"),
                            List.of("2026-11-19", "IVR total", "", "", "1", "", "0:00:00"),
                            List.of("2026-11-19 total", "", "", "", "1", "", "0:00:00"),
                            List.of("2026-11-20", "IVR", "acme", "Busy", "1", "50.0%", "0:00:00"),
                            List.of("2026-11-20", "IVR", "acme", "Completed", "1", "50.0%", "1:01:40"),
                            List.of("2026-11-20", "IVR total", "", "", "2", "", "1:01:40"),
                            List.of("2026-11-20", "Voice Messaging", "acme", "No answer", "1", "100.0%", "0:00:00"),
                            List.of("2026-11-20", "Voice Messaging total", "", "", "1", "", "0:00:00"),
                            List.of("2026-11-20 total", "", "", "", "3", "", "1:01:40"),
                            List.of("Total", "", "", "", "4", "", "1:01:40"));
            var row = sheet.getRow(5);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(row.getCell(0).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.parse("2026-11-20T00:00"));
            assertThat(row.getCell(5).getNumericCellValue()).isEqualTo(0.5);
            assertThat(row.getCell(6).getNumericCellValue()).isEqualTo(3_700 / 86_400.0);
            assertThat(row.getCell(6).getCellStyle().getDataFormatString()).isEqualTo("[h]:mm:ss");
            assertThat(sheet.getRow(10).getCell(4).getCellFormula()).isEqualTo("SUBTOTAL(9,Outcomes!E2:E10)");
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:G10");
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:1");
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo((short) 9);
        }
    }

    @Test
    void everyTotalIsWhatItsFormulaGives() throws Exception {
        var edition = export();
        var formulas = 0;
        for (var file : edition.files()) {
            if (!file.toString().endsWith(".xlsx")) {
                continue;
            }
            try (var workbook = new XSSFWorkbook(file.toFile())) {
                FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
                for (var sheet : workbook) {
                    for (var row : sheet) {
                        for (var cell : row) {
                            if (cell.getCellType() == CellType.FORMULA) {
                                var cached = cell.getNumericCellValue();
                                assertThat(evaluator.evaluate(cell).getNumberValue())
                                        .as(sheet.getSheetName() + cell.getAddress())
                                        .isCloseTo(cached, within(1e-12));
                                formulas++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(formulas).isEqualTo(122);
    }

    @Test
    void amountsAreTotalledByCurrency() throws IOException {
        try (var workbook = workbook("finance.xlsx")) {
            assertThat(texts(workbook.getSheet("Reconciliation")))
                    .containsExactly(
                            List.of("Day", "Product", "Source", "Outcome", "Sessions", "Billed amount", "Currency"),
                            List.of("2026-11-20", "IVR", "8x8-log-export", "Broken", "1", "0.25", "EUR"),
                            List.of("2026-11-20", "IVR", "8x8-log-export", "Matched", "1", "1.50", "EUR"),
                            List.of("2026-11-20", "IVR", "8x8-log-export", "Matched", "1", "2.00", "USD"),
                            List.of("2026-11-20 total EUR", "", "", "", "", "1.75", ""),
                            List.of("2026-11-20 total USD", "", "", "", "", "2.00", ""),
                            List.of("Total EUR", "", "", "", "", "1.75", "EUR"),
                            List.of("Total USD", "", "", "", "", "2.00", "USD"));
            assertThat(texts(workbook.getSheet("Breaks")).get(1)).containsExactly("No break in this period.");
        }
    }

    @Test
    void timesAreOfTheReportTimeZoneAndPhoneNumbersAreText() throws IOException {
        try (var workbook = workbook("ops.xlsx")) {
            var sheet = workbook.getSheet("Worth another try");
            assertThat(sheet.getRow(0).getCell(8).getStringCellValue()).isEqualTo("Start (Asia/Singapore)");
            var busy = sheet.getRow(2);
            assertThat(busy.getCell(3).getStringCellValue()).isEqualTo("b");
            assertThat(busy.getCell(4).getStringCellValue()).isEqualTo("+6531589338");
            assertThat(busy.getCell(8).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.parse("2026-11-20T18:00"));
        }
    }

    @Test
    void theChartBelowTheTableShowsEachDaysOutcomes() throws IOException {
        try (var workbook = managers()) {
            var sheet = workbook.getSheet("Outcomes by day");
            assertThat(last(4, sheet))
                    .containsExactly(
                            List.of("Day", "Completed", "No answer", "Busy", "Canceled", "Failed", "Error", "Other"),
                            List.of("Thu 19 Nov", "0", "0", "0", "0", "0", "1", "0"),
                            List.of("Fri 20 Nov", "1", "1", "1", "0", "0", "0", "0"),
                            List.of("Sat 21 Nov", "0", "0", "0", "0", "0", "0", "0"));
            assertThat(sheet.getRow(26).getZeroHeight())
                    .as("drawn from rows that are hidden")
                    .isTrue();
            var charts = sheet.getDrawingPatriarch().getCharts();
            assertThat(charts).hasSize(1);
            assertThat(charts.get(0).isPlotOnlyVisibleCells()).isFalse();
            var anchor = (org.apache.poi.xssf.usermodel.XSSFClientAnchor)
                    sheet.getDrawingPatriarch().getShapes().get(0).getAnchor();
            assertThat(anchor.getRow1()).as("below the row of totals").isEqualTo((short) 8);
            assertThat(charts.get(0).getTitleText().getString())
                    .isEqualTo("Sessions by outcome and day, 2026-11-19 to 2026-11-21");
            var columns = charts.get(0).getCTChart().getPlotArea().getBarChartArray(0);
            assertThat(columns.getSerList().stream()
                            .map(series -> series.getTx().getStrRef().getF() + " "
                                    + series.getCat().getStrRef().getF() + " "
                                    + series.getVal().getNumRef().getF()))
                    .containsExactlyElementsOf(IntStream.rangeClosed('B', 'H')
                            .mapToObj(c -> (char) c)
                            .map(c -> "S!$%1$s$27 S!$A$28:$A$30 S!$%1$s$28:$%1$s$30"
                                    .replace("S!", "'Outcomes by day'!")
                                    .formatted(c))
                            .toList());
            var completed = columns.getSerArray(0);
            assertThat(completed.getVal().getNumRef().getNumCache().getPtList().stream()
                            .map(p -> p.getV()))
                    .containsExactly("0.0", "1.0", "0.0");
            assertThat(completed.getSpPr().getSolidFill().getSrgbClr().getVal()).isEqualTo(CellStyles.rgb("2E9E5B"));
        }
    }

    @Test
    void aLineOfRatiosIsThatOfTheSumsOfADayAndHasGapsWhereNothingWas() throws IOException {
        aSession("one").call("c1", 10).call("c2", 0).insert(reports.jdbc);
        aSession("other").subAccount("beta").call("c3", 0).call("c4", 0).insert(reports.jdbc);
        try (var workbook = managers()) {
            var sheet = workbook.getSheet("Answer rate");
            var line = sheet.getDrawingPatriarch()
                    .getCharts()
                    .get(0)
                    .getCTChart()
                    .getPlotArea()
                    .getLineChartArray(0)
                    .getSerArray(0);
            var end = sheet.getLastRowNum() + 1;

            assertThat(line.getVal().getNumRef().getF()).isEqualTo("'Answer rate'!$B$" + (end - 2) + ":$B$" + end);
            assertThat(last(4, sheet))
                    .containsExactly(
                            List.of("Day", "Answer rate"),
                            List.of("Thu 19 Nov", ""),
                            List.of("Fri 20 Nov", "28.6%"), // 2 of 7
                            List.of("Sat 21 Nov", ""));
        }
    }

    @Test
    void managersSeePhoneNumbersMaskedAndOthersWhole() throws IOException {
        aSession("m")
                .product("number-masking")
                .status("BUSY")
                .callTo("+6591238965")
                .insert(reports.jdbc);
        reports.jdbc
                .sql(
                        "UPDATE fact.number_masking_session SET caller_number = '+6591238965', callee_number = '+447911123456'")
                .update();
        var edition = export();
        try (var workbook =
                new XSSFWorkbook(Files.newInputStream(edition.folder().resolve("managers.xlsx")))) {
            assertThat(texts(workbook.getSheet("Pairs unreached")).get(1)).contains("+65 9*** 8965", "+44 7***** 3456");
        }
        assertThat(edition.folder().resolve("masking-unreached.csv")).content().contains("+6591238965,+447911123456");
        assertThat(edition.folder().resolve("retry-candidates.csv")).content().contains("+6591238965");
    }

    @Test
    void aYearHasAChartOfAllItsDays() throws IOException {
        var year = new DateRange(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
        var edition = reports.reportsAt("2027-01-01T03:00:00Z").export(ReportFixture.run(year));
        try (var workbook =
                new XSSFWorkbook(Files.newInputStream(edition.folder().resolve("managers.xlsx")))) {
            var sheet = workbook.getSheet("Outcomes by day");
            assertThat(last(366, sheet).get(0)).startsWith("Day", "Completed");
            assertThat(sheet.getRowBreaks()).as("the chart is not cut in two").isEmpty();
        }
    }

    @Test
    void barsStandByLength() throws IOException {
        aSession("e1").error(-2006, "File not found").insert(reports.jdbc);
        aSession("e2").product("number-masking").error(-2004, "No coverage").insert(reports.jdbc);
        aSession("e3").error(-2004, "No coverage").insert(reports.jdbc);
        try (var workbook = managers()) {
            assertThat(last(4, workbook.getSheet("Error codes")).subList(0, 3))
                    .containsExactly(
                            List.of("Meaning", "Sessions"),
                            List.of("No coverage for the area", "2"),
                            List.of("Audio file could not be downloaded", "1"));
            var chart = workbook.getSheet("Error codes")
                    .getDrawingPatriarch()
                    .getCharts()
                    .get(0);
            assertThat(chart.getCTChart().getPlotArea().getCatAxArray(0).xmlText())
                    .as("each bar has its label")
                    .contains("tickLblSkip val=\"1\"");
        }
    }

    @Test
    void hoursShareOneColourScale() throws IOException {
        try (var workbook = managers()) {
            var formatting = workbook.getSheet("Hours and weekdays").getSheetConditionalFormatting();

            assertThat(formatting.getNumConditionalFormattings()).isEqualTo(1);
            assertThat(formatting
                            .getConditionalFormattingAt(0)
                            .getFormattingRanges()[0]
                            .formatAsString())
                    .isEqualTo("B2:Y3");
            assertThat(formatting.getConditionalFormattingAt(0).getRule(0).getColorScaleFormatting())
                    .isNotNull();
        }
    }

    /** Excel would read {@code _x0041_} as the letter A. */
    @Test
    void textThatLooksLikeAnEscapeIsReadAsItStands() throws Exception {
        aSession("odd").status("A_x0041_B_xZZZZ_x_").insert(reports.jdbc);

        var file = reports.reportsAt("2026-11-22T03:00:00Z").writeWorkbook("managers.xlsx", RANGE, home);

        try (var workbook = new XSSFWorkbook(file.toFile())) {
            assertThat(texts(workbook.getSheet("Outcomes")))
                    .anySatisfy(row -> assertThat(row).contains("A_x0041_B_xZZZZ_x_"));
        }
        assertThat(ExcelText.literal("A_x0041_B")).isEqualTo("A_x005F_x0041_B");
    }

    @Test
    void rowsBeyondASheetGoOnInTheNextAndAreTotalledOnce() throws Exception {
        var report = reports.definitions.load().report("outcome-breakdown");
        var info =
                new WorkbookInfo(ReportScope.of(RANGE), reports.ledger.timeZone(), null, Instant.EPOCH, Map.of(), null);
        var file = home.resolve("small.xlsx");

        new WorkbookWriter()
                .write(
                        new WorkbookDefinition(
                                "small.xlsx",
                                "Small",
                                "all",
                                PhoneNumberView.SHOWN,
                                WorkbookDefinition.ALL_FIGURES,
                                List.of(report),
                                false),
                        info,
                        reports.query,
                        file,
                        3);

        try (var workbook = new XSSFWorkbook(file.toFile())) {
            assertThat(workbook.getSheet("Outcomes").getLastRowNum()).isEqualTo(3);
            var second = workbook.getSheet("Outcomes (2)");
            assertThat(texts(second).subList(1, 4))
                    .containsExactly(
                            List.of("2026-11-20", "IVR", "acme", "Busy", "1", "50.0%", "0:00:00"),
                            List.of("2026-11-20", "IVR", "acme", "Completed", "1", "50.0%", "1:01:40"),
                            List.of("2026-11-20", "IVR total", "", "", "2", "", "1:01:40"));
            var third = workbook.getSheet("Outcomes (3)");
            assertThat(third.getLastRowNum()).isEqualTo(4);
            assertThat(third.getRow(3).getCell(4).getCellFormula())
                    .as("a day that began on the sheet before")
                    .isEqualTo("SUBTOTAL(9,'Outcomes (2)'!E2:E4,'Outcomes (3)'!E2:E3)");
            assertThat(third.getRow(3).getCell(4).getNumericCellValue()).isEqualTo(3);
            assertThat(third.getRow(4).getCell(4).getCellFormula())
                    .isEqualTo("SUBTOTAL(9,Outcomes!E2:E4,'Outcomes (2)'!E2:E4,'Outcomes (3)'!E2:E4)");
            assertThat(third.getRow(4).getCell(4).getNumericCellValue()).isEqualTo(4);
            var evaluator = workbook.getCreationHelper().createFormulaEvaluator();
            assertThat(evaluator.evaluate(third.getRow(4).getCell(4)).getNumberValue())
                    .as("subtotals are not added again")
                    .isEqualTo(4);
        }
    }

    @Test
    void groupsCanBeFolded() throws IOException {
        try (var workbook = managers()) {
            var sheet = workbook.getSheet("Outcomes");
            assertThat(IntStream.rangeClosed(1, 10).map(row -> sheet.getRow(row).getOutlineLevel()))
                    .as("rows 2, totals of a product 1, of a day 0")
                    .containsExactly(2, 1, 0, 2, 2, 1, 2, 1, 0, 0);
            assertThat(sheet.getCTWorksheet().getSheetFormatPr().getOutlineLevelRow())
                    .isEqualTo((short) 2);
        }
    }

    @Test
    void aWorkbookSaysOfItselfWhatItIs() throws IOException {
        try (var workbook = managers()) {
            var properties = workbook.getProperties();
            assertThat(properties.getCoreProperties().getTitle()).isEqualTo("How calls ended");
            assertThat(properties.getCoreProperties().getSubject()).isEqualTo("2026-11-19 to 2026-11-21");
            assertThat(properties.getCoreProperties().getCreator()).isEqualTo("VSS Ledger");
            assertThat(properties.getCoreProperties().getDescription()).isEqualTo("Edition 1, times in Asia/Singapore");
            assertThat(properties.getCoreProperties().getCategory()).isEqualTo("For Managers");
            assertThat(properties.getCoreProperties().getCreated()).isEqualTo("2026-11-22T03:00:00Z");
            for (var sheet : workbook) {
                assertThat(sheet.getFooter().getRight())
                        .as(sheet.getSheetName())
                        .isEqualTo("Page &P of &N");
                assertThat(sheet.getFooter().getLeft()).isEqualTo("VSS Ledger, edition 1");
                assertThat(sheet.getHeader().getRight()).isEqualTo("2026-11-19 to 2026-11-21");
                assertThat(sheet.getFitToPage()).isTrue();
            }
        }
    }

    @Test
    void aColumnHasTheFormatThatItsDefinitionNames() throws IOException {
        reports.jdbc
                .sql("UPDATE fact.call_leg SET mos = 4.4, quality_band = 'EXCELLENT', jitter_ms = 10")
                .update();
        try (var workbook = managers()) {
            var row = workbook.getSheet("Call quality").getRow(1);
            assertThat(new DataFormatter(java.util.Locale.ROOT).formatCellValue(row.getCell(8)))
                    .isEqualTo("4.40");
            assertThat(row.getCell(10).getCellStyle().getDataFormatString()).isEqualTo("0.0");
        }
    }

    @Test
    void aWideTableCanStillBeReadOnPaper() throws IOException {
        try (var workbook = workbook("finance.xlsx")) {
            var breaks = workbook.getSheet("Breaks");
            var width = IntStream.range(0, 16)
                    .map(i -> breaks.getColumnWidth(i) / 256)
                    .sum();
            assertThat(width).as("characters in the width of one page").isLessThanOrEqualTo(243);
            assertThat(breaks.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
            assertThat(workbook.getPrintArea(workbook.getSheetIndex(breaks)))
                    .as("without what is filled in")
                    .isEqualTo("Breaks!$A$1:$P$2");
        }
        var file = reports.reportsAt("2026-11-22T03:00:00Z").writeWorkbook("dispute-pack.xlsx", RANGE, home);
        try (var pack = new XSSFWorkbook(Files.newInputStream(file))) {
            var calls = pack.getSheet("Calls");
            assertThat(calls.getPrintSetup().getFitWidth()).isEqualTo((short) 3);
            assertThat(calls.getRepeatingColumns().formatAsString()).isEqualTo("A:A");
        }
    }

    @Test
    void aLaterEditionTellsFigureByFigureWhatChanged() throws IOException {
        aSession("m")
                .product("number-masking")
                .status("BUSY")
                .callTo("+6591238965")
                .insert(reports.jdbc);
        reports.jdbc
                .sql(
                        "UPDATE fact.number_masking_session SET caller_number = '+6591238965', callee_number = '+447911123456'")
                .update();
        export();
        aSession("late").callSeconds(40).callTo("+6531589338").insert(reports.jdbc);
        reports.jdbc.sql("DELETE FROM fact.number_masking_session").update();

        var second = export();

        assertThat(second.number()).isEqualTo(2);
        try (var workbook =
                new XSSFWorkbook(Files.newInputStream(second.folder().resolve("managers.xlsx")))) {
            assertThat(texts(workbook.getSheet("What changed")))
                    .contains(
                            List.of("Sheet", "Row", "Figure", "Before", "Now", "Difference"),
                            List.of("Outcomes", "2026-11-20 · IVR · acme · Completed", "Sessions", "1", "2", "1"),
                            List.of(
                                    "Outcomes",
                                    "2026-11-20 · IVR · acme · Completed",
                                    "Share",
                                    "50.0%",
                                    "66.7%",
                                    "16.7%"),
                            List.of(
                                    "Outcomes",
                                    "2026-11-20 · IVR · acme · Completed",
                                    "Call time",
                                    "1:01:40",
                                    "1:02:20",
                                    "0:00:40"),
                            List.of("Outcomes", "2026-11-20 · Number Masking · acme · Busy", "Sessions", "1", "", "-1"))
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("Pairs unreached")
                            .anySatisfy(cell -> assertThat(cell).contains("+65 9*** 8965 · +44 7***** 3456")))
                    .noneSatisfy(row -> assertThat(row.get(0)).isEqualTo("Worth another try"));
            assertThat(workbook.getSheetIndex("What changed")).isEqualTo(1);
            assertThat(workbook.getSheetAt(0).getHyperlinkList().get(0).getLocation())
                    .isEqualTo("'What changed'!A1");
        }
        try (var workbook =
                new XSSFWorkbook(Files.newInputStream(second.folder().resolve("ops.xlsx")))) {
            assertThat(texts(workbook.getSheet("What changed")))
                    .anySatisfy(row ->
                            assertThat(row).startsWith("Worth another try").endsWith("Row", "there", "gone"));
        }
        try (var workbook =
                new XSSFWorkbook(Files.newInputStream(second.folder().resolve("finance.xlsx")))) {
            assertThat(texts(workbook.getSheet("What changed")).get(1))
                    .containsExactly("No table of this workbook is otherwise than in edition 1.");
        }
    }

    @Test
    void reportsMayBeOfSomeProductsAndSubaccountsOnly() throws IOException {
        aSession("other").subAccount("beta").insert(reports.jdbc);
        var scope = new ReportScope(RANGE, List.of("ivr"), List.of("beta"));

        var edition = reports.reportsAt("2026-11-22T03:00:00Z").export(ReportFixture.run(scope));

        assertThat(edition.folder()).endsWith(Path.of("2026-11-19_2026-11-21_ivr_beta", "edition-1"));
        assertThat(edition.folder().resolve("outcome-breakdown.csv"))
                .content()
                .contains("2026-11-20,ivr,beta,COMPLETED,1,1.0000,60")
                .doesNotContain("acme", "voice-messaging");
        assertThat(edition.folder().resolve("control-totals.csv"))
                .as("what cannot be narrowed is left out")
                .doesNotExist();
        assertThat(edition.folder().resolve("manifest.json"))
                .content()
                .contains("\"products\" : [ \"ivr\" ]", "\"sub_accounts\" : [ \"beta\" ]");
        try (var workbook =
                new XSSFWorkbook(Files.newInputStream(edition.folder().resolve("managers.xlsx")))) {
            assertThat(texts(workbook.getSheetAt(0)))
                    .contains(List.of("", "Only products", "IVR"), List.of("", "Only subaccounts", "beta"));
        }
        assertThat(export().number()).as("everything is counted apart").isEqualTo(1);
        assertThat(reports.reportsAt("2026-11-22T03:00:00Z").scopesOverlapping(List.of(RANGE.from())))
                .containsExactly(ReportScope.of(RANGE), scope);
    }

    @Test
    void filesOnlyAreNoEdition() throws IOException {
        var written = reports.reportsAt("2026-11-22T03:00:00Z")
                .write(
                        ReportScope.of(RANGE),
                        Set.of("data-quality"),
                        Set.of(ReportFormat.XLSX, ReportFormat.CSV),
                        home.resolve("mine"));

        assertThat(written)
                .containsExactly(home.resolve("mine/data-quality.csv"), home.resolve("mine/data-quality.xlsx"));
        assertThat(home.resolve("mine/.draft")).doesNotExist();
        assertThat(reports.jdbc
                        .sql("SELECT count(*) FROM report.edition")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Every workbook, a correction too: LibreOffice reads it whole, works out the same totals, and has its charts. */
    @Test
    void libreOfficeOpensThem() throws Exception {
        var office = Stream.of("/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                office.isPresent(), "LibreOffice is not installed: that it opens the workbooks was not tried");
        export();
        aSession("late").callTo("+6531589338").insert(reports.jdbc);
        var edition = export();
        var all = reports.reportsAt("2026-11-22T03:00:00Z");
        var files = new java.util.ArrayList<Path>();
        for (var workbook : reports.definitions.load().workbooks()) {
            files.add(
                    workbook.onRequest()
                            ? all.writeWorkbook(workbook.file(), RANGE, home)
                            : edition.folder().resolve(workbook.file()));
        }
        var converted = home.resolve("converted");
        var command = new java.util.ArrayList<>(List.of(
                office.get().toString(),
                "-env:UserInstallation=" + home.resolve("office").toUri(),
                "--headless",
                "--convert-to",
                "xlsx",
                "--outdir",
                converted.toString()));
        files.forEach(file -> command.add(file.toString()));

        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(home.toFile(), "office.log"))
                .start();

        assertThat(process.waitFor()).isZero();
        for (var file : files) {
            try (var ours = new XSSFWorkbook(Files.newInputStream(file));
                    var theirs = new XSSFWorkbook(Files.newInputStream(converted.resolve(file.getFileName())))) {
                for (var sheet : ours) {
                    var read = theirs.getSheet(sheet.getSheetName());
                    assertThat(numbers((XSSFSheet) sheet))
                            .as(sheet.getSheetName())
                            .isEqualTo(numbers(read));
                    var drawing = ((XSSFSheet) sheet).getDrawingPatriarch();
                    if (drawing != null) {
                        assertThat(read.getDrawingPatriarch().getCharts())
                                .as(sheet.getSheetName())
                                .hasSameSizeAs(drawing.getCharts());
                    }
                }
            }
        }
    }

    /** What is reckoned with, by its place: to ten digits, since two programs may round the last ones apart. */
    private static Map<String, String> numbers(XSSFSheet sheet) {
        var numbers = new java.util.TreeMap<String, String>();
        for (var row : sheet) {
            for (var cell : row) {
                if (cell.getCellType() == CellType.NUMERIC || cell.getCellType() == CellType.FORMULA) {
                    numbers.put(
                            cell.getAddress().toString(),
                            String.format(Locale.ROOT, "%.10g", cell.getNumericCellValue()));
                }
            }
        }
        return numbers;
    }

    private Edition export() {
        return reports.reportsAt("2026-11-22T03:00:00Z").export(ReportFixture.run(RANGE));
    }

    private XSSFWorkbook managers() throws IOException {
        return workbook("managers.xlsx");
    }

    private XSSFWorkbook workbook(String name) throws IOException {
        try (var in = Files.newInputStream(export().folder().resolve(name))) {
            return new XSSFWorkbook(in);
        }
    }

    /** What a reader sees, rows that are not empty, up to the last cell of each. */
    private static List<List<String>> last(int rows, XSSFSheet sheet) {
        var all = texts(sheet);
        return all.subList(all.size() - rows, all.size());
    }

    private static List<List<String>> texts(XSSFSheet sheet) {
        var formatter = new DataFormatter(java.util.Locale.ROOT);
        formatter.setUseCachedValuesForFormulaCells(true);
        var rows = new java.util.ArrayList<List<String>>();
        for (var row : sheet) {
            rows.add(IntStream.range(0, row.getLastCellNum())
                    .mapToObj(i -> formatter.formatCellValue(row.getCell(i)))
                    .toList());
        }
        return rows;
    }
}
