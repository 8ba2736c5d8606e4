package vssledger.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.jspecify.annotations.Nullable;

/**
 * A report's rows as a sheet: header in the first row, frozen and with filters, then the rows, then their totals. What
 * does not fit goes on in a next sheet, whose name ends in {@code (2)}.
 */
final class TableSheet {

    static final int SECONDS_A_DAY = 86_400;

    private static final int LONGEST_TEXT = 32_767;
    private static final int WIDEST = 60;
    private static final int FILTER_ARROW = 3;

    private final SXSSFWorkbook workbook;
    private final CellStyles styles;
    private final SheetNames names;
    private final ReportDefinition report;
    private final WorkbookInfo info;
    private final int rowsPerSheet;
    private final SheetTotals totals;
    private final int[] widths;
    private final List<SheetTotals.Block> blocks = new ArrayList<>();
    private final List<SXSSFSheet> sheets = new ArrayList<>();
    private SXSSFSheet sheet;
    private int nextRow;
    private long rows;

    TableSheet(
            SXSSFWorkbook workbook,
            CellStyles styles,
            SheetNames names,
            ReportDefinition report,
            WorkbookInfo info,
            int rowsPerSheet) {
        this.workbook = workbook;
        this.styles = styles;
        this.names = names;
        this.report = report;
        this.info = info;
        this.rowsPerSheet = rowsPerSheet;
        this.totals = new SheetTotals(report);
        this.widths = report.columns().stream()
                .mapToInt(c -> Math.max(c.type().excelWidth(), c.title().length() + FILTER_ARROW))
                .toArray();
        this.sheet = open();
    }

    void row(@Nullable Object[] values) {
        if (nextRow > rowsPerSheet) {
            closeBlock();
            sheet = open();
        }
        var row = sheet.createRow(nextRow++);
        for (var i = 0; i < values.length; i++) {
            var type = report.columns().get(i).type();
            var cell = row.createCell(i);
            cell.setCellStyle(styles.value(type));
            var value = values[i];
            if (value != null) {
                set(cell, type, value);
                widths[i] = Math.max(widths[i], length(type, value));
            }
        }
        for (var i = 0; i < report.fillIn().size(); i++) {
            row.createCell(values.length + i).setCellStyle(styles.fillIn());
        }
        totals.add(values);
        rows++;
    }

    /** Writes totals, or the text of an empty report, and what concerns whole columns. */
    void finish() {
        if (rows == 0) {
            var cell = sheet.createRow(nextRow++).createCell(0);
            cell.setCellStyle(styles.subtitle());
            cell.setCellValue(report.emptyText());
        } else {
            closeBlock();
            totals.write(sheet, nextRow, blocks, styles);
        }
        for (var each : sheets) {
            for (var i = 0; i < widths.length; i++) {
                var wish = report.columns().get(i).width();
                each.setColumnWidth(i, (wish == null ? Math.min(WIDEST, widths[i]) + 2 : wish) * 256);
            }
            for (var i = 0; i < report.fillIn().size(); i++) {
                each.setColumnWidth(
                        widths.length + i, (report.fillIn().get(i).choices().isEmpty() ? 40 : 14) * 256);
            }
        }
    }

    long rows() {
        return rows;
    }

    String name() {
        return sheets.get(0).getSheetName();
    }

    private SXSSFSheet open() {
        var opened = workbook.createSheet(names.next(report.title()));
        sheets.add(opened);
        var header = opened.createRow(0);
        header.setHeightInPoints(30);
        var columns = report.columns();
        for (var i = 0; i < columns.size(); i++) {
            var cell = header.createCell(i);
            cell.setCellValue(heading(columns.get(i)));
            cell.setCellStyle(styles.header(columns.get(i).type()));
        }
        for (var i = 0; i < report.fillIn().size(); i++) {
            var cell = header.createCell(columns.size() + i);
            cell.setCellValue(report.fillIn().get(i).title());
            cell.setCellStyle(styles.header(ColumnType.TEXT));
        }
        opened.createFreezePane(0, 1);
        opened.setDisplayGridlines(false);
        opened.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        PrintLayout.apply(opened, report.title(), info);
        nextRow = 1;
        return opened;
    }

    private void closeBlock() {
        var last = report.columns().size() - 1;
        sheet.setAutoFilter(
                new CellRangeAddress(0, nextRow - 1, 0, last + report.fillIn().size()));
        offerChoices();
        colourScales();
        for (var i = 0; i <= last; i++) {
            if (report.columns().get(i).type().isText()) {
                // ids and phone numbers are text on purpose
                workbook.getXSSFWorkbook()
                        .getSheet(sheet.getSheetName())
                        .addIgnoredErrors(
                                new CellRangeAddress(1, nextRow - 1, i, i), IgnoredErrorType.NUMBER_STORED_AS_TEXT);
            }
        }
        blocks.add(new SheetTotals.Block(sheet.getSheetName(), 2, nextRow));
    }

    /** Columns side by side are one range: their colours can be compared. */
    private void colourScales() {
        var columns = report.columns();
        for (var from = 0; from < columns.size(); from++) {
            var scale = columns.get(from).scale();
            var to = from;
            while (to + 1 < columns.size() && columns.get(to + 1).scale() == scale) {
                to++;
            }
            if (scale != null) {
                colour(new CellRangeAddress(1, nextRow - 1, from, to), scale);
            }
            from = to;
        }
    }

    private void colour(CellRangeAddress cells, ColourScale scale) {
        var formatting = sheet.getSheetConditionalFormatting();
        var rule = formatting.createConditionalFormattingColorScaleRule();
        rule.getColorScaleFormatting()
                .setColors(scale.colours().stream().map(CellStyles::color).toArray(XSSFColor[]::new));
        formatting.addConditionalFormatting(new CellRangeAddress[] {cells}, rule);
    }

    /** What may be filled in, where only some things may. */
    private void offerChoices() {
        var helper = sheet.getDataValidationHelper();
        for (var i = 0; i < report.fillIn().size(); i++) {
            var column = report.columns().size() + i;
            var choices = report.fillIn().get(i).choices();
            if (!choices.isEmpty() && nextRow > 1) {
                var validation = helper.createValidation(
                        helper.createExplicitListConstraint(choices.toArray(String[]::new)),
                        new CellRangeAddressList(1, nextRow - 1, column, column));
                validation.setShowErrorBox(true);
                validation.createErrorBox(
                        report.fillIn().get(i).title(), "Use one of: " + String.join(", ", choices) + ".");
                sheet.addValidationData(validation);
            }
        }
    }

    private String heading(ReportColumn column) {
        return column.type() == ColumnType.DATETIME
                ? column.title() + " (" + info.zone().getId() + ")"
                : column.title();
    }

    private void set(Cell cell, ColumnType type, Object value) {
        switch (type) {
            case TEXT, PHONE -> cell.setCellValue(fitting((String) value));
            case INTEGER -> cell.setCellValue((Long) value);
            case DURATION -> cell.setCellValue(((Long) value).doubleValue() / SECONDS_A_DAY);
            case DECIMAL, MONEY, PERCENT -> cell.setCellValue(((BigDecimal) value).doubleValue());
            case DATE -> cell.setCellValue((LocalDate) value);
            case DATETIME ->
                cell.setCellValue(((Instant) value).atZone(info.zone()).toLocalDateTime());
        }
    }

    private static String fitting(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static int length(ColumnType type, Object value) {
        return switch (type) {
            case TEXT, PHONE -> ((String) value).length();
            case INTEGER, DECIMAL, MONEY -> value.toString().length() * 4 / 3;
            case PERCENT, DURATION, DATE, DATETIME -> type.excelWidth();
        };
    }
}
