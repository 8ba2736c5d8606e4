package vssledger.report.xlsx;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import vssledger.report.csv.ChangedRows;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.edition.EditionChanges;
import vssledger.report.xlsx.part.ExcelText;

/** The sheet of a later edition that tells what is otherwise than in the one before: a row a figure, before and now. */
final class ChangesSheet {

    private static final String NAME = "What changed";
    private static final int MOST_FIGURES = 300;
    private static final List<String> TITLES = List.of("Sheet", "Row", "Figure", "Before", "Now", "Difference");
    private static final ReportColumn ROW =
            new ReportColumn("row", "Row", ColumnType.TEXT, null, 62, null, null, false, null);
    private static final int[] WIDTHS = {26, 62, 18, 18, 18, 14};
    private static final int LINE_LENGTH = 62;
    private static final float LINE_HEIGHT = 13.5f;

    private final XSSFSheet sheet;
    private final CellStyles styles;
    private final WorkbookDefinition workbook;
    private final EditionChanges changes;
    private final WorkbookInfo info;
    private int nextRow = 1;

    ChangesSheet(
            XSSFWorkbook file,
            CellStyles styles,
            SheetNames names,
            WorkbookDefinition workbook,
            EditionChanges changes,
            WorkbookInfo info) {
        this.sheet = file.createSheet(names.next(NAME));
        this.styles = styles;
        this.workbook = workbook;
        this.changes = changes;
        this.info = info;
    }

    /** What the cover says of it. */
    CoverSheet.Entry write() {
        var header = sheet.createRow(0);
        header.setHeightInPoints(30);
        for (var i = 0; i < TITLES.size(); i++) {
            var type = i < 3 ? ColumnType.TEXT : ColumnType.INTEGER;
            cell(header, i, styles.header(type)).setCellValue(TITLES.get(i));
            sheet.setColumnWidth(i, WIDTHS[i] * 256);
        }
        sheet.createFreezePane(0, 1);
        sheet.setDisplayGridlines(false);
        sheet.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        PrintLayout.apply(sheet, NAME + " since edition " + changes.since(), info);
        var files = changes.files();
        if (files == null) {
            note("The files of edition " + changes.since() + " are gone, so what changed cannot be shown.");
        } else {
            for (var report : workbook.sheets()) {
                files.stream()
                        .filter(file -> file.name().equals(report.csv()) && file.added() + file.removed() > 0)
                        .forEach(file -> tell(report, file));
            }
            if (nextRow == 1) {
                note("No table of this workbook is otherwise than in edition " + changes.since() + ".");
            } else {
                sheet.setAutoFilter(new CellRangeAddress(0, nextRow - 1, 0, TITLES.size() - 1));
            }
        }
        return new CoverSheet.Entry(
                sheet.getSheetName(),
                nextRow - 1,
                "What is otherwise than in edition " + changes.since()
                        + ", figure by figure. Charts and comparisons, which"
                        + " follow from the tables, are not listed.");
    }

    private void tell(ReportDefinition report, EditionChanges.OfFile file) {
        var figures = file.lines() == null
                ? null
                : new ChangedRows(report, changes.separator(), workbook.numbers(), info.zone())
                        .figures(file.lines())
                        .orElse(null);
        if (figures == null) {
            var row = sheet.createRow(nextRow++);
            text(row, 0, report.title());
            text(
                    row,
                    1,
                    String.format(
                            Locale.ROOT,
                            "%,d rows are new, %,d are gone: see %s",
                            file.added(),
                            file.removed(),
                            EditionChanges.NAME));
            return;
        }
        figures.stream().limit(MOST_FIGURES).forEach(figure -> tell(report, figure));
        if (figures.size() > MOST_FIGURES) {
            var row = sheet.createRow(nextRow++);
            text(row, 0, report.title());
            text(
                    row,
                    1,
                    String.format(Locale.ROOT, "%,d more: see %s", figures.size() - MOST_FIGURES, EditionChanges.NAME));
        }
    }

    private void tell(ReportDefinition report, ChangedRows.Figure figure) {
        var row = sheet.createRow(nextRow++);
        text(row, 0, report.title());
        text(row, 1, figure.row());
        row.setHeightInPoints(LINE_HEIGHT * (1 + (figure.row().length() - 1) / LINE_LENGTH));
        var column = figure.column();
        if (column == null) {
            text(row, 2, "Row");
            cell(row, 3, styles.value(ColumnType.INTEGER)).setCellValue(figure.before() == null ? "" : "there");
            cell(row, 4, styles.value(ColumnType.INTEGER)).setCellValue(figure.now() == null ? "gone" : "new");
            return;
        }
        text(row, 2, column.title());
        value(row, 3, column, figure.before(), figure.currency());
        value(row, 4, column, figure.now(), figure.currency());
        if (column.type().isNumeric()) {
            value(row, 5, column, difference(column.type(), figure), figure.currency());
        }
    }

    private static @Nullable Object difference(ColumnType type, ChangedRows.Figure figure) {
        var before = figure.before() == null
                ? BigDecimal.ZERO
                : new BigDecimal(figure.before().toString());
        var now = figure.now() == null
                ? BigDecimal.ZERO
                : new BigDecimal(figure.now().toString());
        var difference = now.subtract(before);
        return switch (type) {
            case INTEGER -> difference.longValueExact();
            case DURATION ->
                difference.signum() < 0 ? null : difference.longValueExact(); // Excel has no negative times
            default -> difference;
        };
    }

    private void value(XSSFRow row, int index, ReportColumn column, @Nullable Object value, @Nullable String currency) {
        var style = column.isOfCurrency() && value instanceof BigDecimal amount
                ? styles.value(column, column.decimals(amount, currency))
                : styles.value(column);
        var cell = cell(row, index, style);
        if (value instanceof Long number) {
            cell.setCellValue(
                    column.type() == ColumnType.DURATION
                            ? number.doubleValue() / TableSheet.SECONDS_A_DAY
                            : number.doubleValue());
        } else if (value instanceof BigDecimal number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof LocalDate day) {
            cell.setCellValue(day);
        } else if (value instanceof Instant time) {
            cell.setCellValue(LocalDateTime.ofInstant(time, info.zone()));
        } else if (value != null) {
            cell.setCellValue(ExcelText.literal(value.toString()));
        }
    }

    private void note(String text) {
        var cell = sheet.createRow(nextRow).createCell(0);
        cell.setCellStyle(styles.subtitle());
        cell.setCellValue(text);
    }

    private void text(XSSFRow row, int index, String text) {
        cell(row, index, index == 1 ? styles.value(ROW) : styles.value(ColumnType.TEXT))
                .setCellValue(ExcelText.literal(text));
    }

    private static org.apache.poi.xssf.usermodel.XSSFCell cell(XSSFRow row, int index, CellStyle style) {
        var cell = row.createCell(index);
        cell.setCellStyle(style);
        return cell;
    }
}
