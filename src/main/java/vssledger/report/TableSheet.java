package vssledger.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * A report's rows as a sheet: header in the first row, frozen and with filters, then the rows, then their totals. What
 * does not fit goes on in a next sheet, whose name ends in {@code (2)}.
 */
final class TableSheet {

    static final int SECONDS_A_DAY = 86_400;

    private static final int WIDEST = 60;
    private static final int FILTER_ARROW = 3;

    private final XSSFWorkbook workbook;
    private final RowFiles rowFiles;
    private final CellStyles styles;
    private final SheetNames names;
    private final ReportDefinition report;
    private final WorkbookInfo info;
    private final int rowsPerSheet;
    private final SheetTotals totals;
    private final int[] widths;
    private final List<SheetTotals.Block> blocks = new ArrayList<>();
    private final List<XSSFSheet> sheets = new ArrayList<>();
    private XSSFSheet sheet;
    private SheetRows data;
    private int nextRow;
    private long rows;

    TableSheet(
            XSSFWorkbook workbook,
            RowFiles rowFiles,
            CellStyles styles,
            SheetNames names,
            ReportDefinition report,
            WorkbookInfo info,
            int rowsPerSheet) {
        this.workbook = workbook;
        this.rowFiles = rowFiles;
        this.styles = styles;
        this.names = names;
        this.report = report;
        this.info = info;
        this.rowsPerSheet = rowsPerSheet;
        this.totals = new SheetTotals(report);
        this.widths = report.columns().stream()
                .mapToInt(c -> Math.max(c.type().excelWidth(), c.title().length() + FILTER_ARROW))
                .toArray();
        open();
    }

    void row(@Nullable Object[] values) {
        if (nextRow > rowsPerSheet) {
            closeBlock();
            open();
        }
        data.row(nextRow++, values);
        for (var i = 0; i < values.length; i++) {
            var value = values[i];
            if (value != null) {
                widths[i] = Math.max(widths[i], length(report.columns().get(i).type(), value));
            }
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

    private void open() {
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
        sheet = opened;
        data = rowFiles.of(opened, columns(), info.zone());
    }

    /** The report's columns, then those that are filled in. */
    private List<SheetRows.Column> columns() {
        return Stream.concat(
                        report.columns().stream()
                                .map(column -> new SheetRows.Column(
                                        styles.value(column.type()).getIndex(), column.type())),
                        report.fillIn().stream()
                                .map(column ->
                                        new SheetRows.Column(styles.fillIn().getIndex(), ColumnType.TEXT)))
                .toList();
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
                sheet.addIgnoredErrors(
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

    private static int length(ColumnType type, Object value) {
        return switch (type) {
            case TEXT, PHONE -> ((String) value).length();
            case INTEGER -> withSeparators(Long.toString((Long) value).length());
            case DECIMAL, MONEY -> {
                var number = (BigDecimal) value;
                yield withSeparators(number.precision() + (number.scale() > 0 ? 2 : 1));
            }
            case PERCENT, DURATION, DATE, DATETIME -> type.excelWidth();
        };
    }

    private static int withSeparators(int digits) {
        return digits * 4 / 3;
    }
}
