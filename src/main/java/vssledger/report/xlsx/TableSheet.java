package vssledger.report.xlsx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.xlsx.chart.ChartSheet;
import vssledger.report.xlsx.part.RowFiles;
import vssledger.report.xlsx.part.SheetRows;

/**
 * A report's rows as a sheet: header in the first row, frozen and with filters, then the rows, with the totals of each group
 * below it, then the totals of all. What does not fit goes on in a next sheet, whose name ends in {@code (2)}.
 */
public final class TableSheet {

    public static final int SECONDS_A_DAY = 86_400;

    private final XSSFWorkbook workbook;
    private final RowFiles rowFiles;
    private final CellStyles styles;
    private final SheetNames names;
    private final ReportDefinition report;
    private final WorkbookInfo info;
    private final int rowsPerSheet;
    private final SheetTotals totals;
    private final ColumnWidths widths;
    private final RowGroups groups;
    private final List<RowGroups.Start> starts = new ArrayList<>();
    private final List<SheetTotals.Block> blocks = new ArrayList<>();
    private final List<XSSFSheet> sheets = new ArrayList<>();
    private XSSFSheet sheet;
    private SheetRows data;
    private int nextRow;
    private int lines = 1;
    private int linesShown = 2; // the header's
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
        this.totals = new SheetTotals(report, styles);
        this.widths = new ColumnWidths(report);
        this.groups = new RowGroups(report);
        open();
    }

    void row(@Nullable Object[] values) {
        var ended = groups.firstToEnd(values);
        endGroups(ended);
        goOnWhereItIsFull();
        for (var level = rows == 0 ? 1 : ended; level <= groups.depth(); level++) {
            starts.subList(Math.min(level - 1, starts.size()), starts.size()).clear();
            starts.add(new RowGroups.Start(blocks.size(), nextRow + 1));
        }
        groups.enter(values);
        var needed = widths.lines(values);
        if (needed != lines) { // LibreOffice does not find it out by itself
            lines = needed;
            look();
        }
        if (report.shown() != null && rows == report.shown()) {
            look();
        }
        data.row(nextRow++, values);
        if (report.shown() == null || rows < report.shown()) {
            linesShown += lines;
        }
        widths.see(values);
        totals.add(values);
        rows++;
    }

    private void look() {
        var isFolded = report.shown() != null && rows >= report.shown();
        data.look(groups.depth() == 0 && isFolded ? 1 : groups.depth(), lines, isFolded);
    }

    private boolean isAnyFolded() {
        return report.shown() != null && rows > report.shown();
    }

    private void goOnWhereItIsFull() {
        if (nextRow > rowsPerSheet) {
            closeBlock();
            open();
        }
    }

    /** Writes the totals of groups from the innermost to this level. */
    private void endGroups(int outermost) {
        for (var level = groups.depth(); level >= outermost; level--) {
            goOnWhereItIsFull();
            var soFar = new ArrayList<>(blocks);
            soFar.add(block());
            var cells = totals.rows(
                    level, groups.current(), nextRow + 1, starts.get(level - 1).upTo(soFar));
            for (var row : cells) {
                data.totals(nextRow++, level - 1, level == groups.depth() && isAnyFolded(), row);
                linesShown++;
            }
        }
    }

    /**
     * Writes totals, or the text of an empty report, and what concerns whole columns.
     *
     * @param chart that stands below the table; null for none
     */
    void finish(@Nullable ChartSheet chart) {
        if (rows == 0) {
            var cell = sheet.createRow(nextRow++).createCell(0);
            cell.setCellStyle(styles.subtitle());
            cell.setCellValue(report.emptyText());
        } else {
            endGroups(1);
            closeBlock();
            widths.see(totals.all());
            for (var row : totals.rows(0, groups.current(), nextRow + 1, blocks)) {
                data.totals(nextRow++, 0, groups.depth() == 0 && isAnyFolded(), row);
                linesShown++;
            }
            noteFolded();
        }
        var all = widths.all();
        var seen = all.clone();
        for (var each : sheets) {
            for (var i = 0; i < all.length; i++) {
                each.setColumnWidth(i, all[i] * 256);
            }
            foldColumns(each, seen);
        }
        if (chart != null && rows > 0) {
            chart.finishBelow(sheet, nextRow + 1, seen);
            linesShown += chart.heightBelow() + 1;
        }
        var isOnePage = false;
        for (var each : sheets) {
            isOnePage = PrintLayout.fit(
                    each, IntStream.of(seen).limit(report.columns().size()).sum(), linesShown);
        }
        if (chart != null && rows > 0 && !isOnePage) {
            sheet.setRowBreak(nextRow); // a chart is not cut in two
        }
        if (!report.fillIn().isEmpty()) {
            // what is filled in is given back as a file, not on paper
            workbook.setPrintArea(
                    workbook.getSheetIndex(sheet), 0, report.columns().size() - 1, 0, Math.max(1, nextRow - 1));
        }
    }

    /** Says that there are more rows than are seen, where no totals of groups stand for them. */
    private void noteFolded() {
        if (groups.depth() == 0 && report.shown() != null && isAnyFolded()) {
            var row = sheet.createRow(nextRow++);
            row.getCTRow().setCollapsed(true);
            var cell = row.createCell(0);
            cell.setCellStyle(styles.subtitle());
            cell.setCellValue(String.format(
                    Locale.ROOT, "%,d more rows are folded: the + beside them unfolds them.", rows - report.shown()));
            linesShown++;
        }
    }

    /** Folds the columns that only folded rows have something in; their width becomes 0. */
    private void foldColumns(XSSFSheet each, int[] seen) {
        if (report.shown() == null || report.shown() > 0 || report.groups().isEmpty() || rows == 0) {
            return;
        }
        for (var i = 0; i < report.columns().size(); i++) {
            var column = report.columns().get(i);
            if (!report.isInTotals(column)) {
                each.groupColumn(i, i);
                each.setColumnHidden(i, true);
                seen[i] = 0;
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
        opened.getCTWorksheet().getSheetFormatPr().setOutlineLevelRow((short)
                (groups.depth() == 0 && report.shown() != null ? 1 : groups.depth()));
        PrintLayout.apply(opened, report.title(), info);
        nextRow = 1;
        sheet = opened;
        data = rowFiles.of(opened, columns(), info.zone());
        look();
    }

    /** The report's columns, then those that are filled in. */
    private List<SheetRows.Column> columns() {
        return Stream.concat(
                        report.columns().stream()
                                .map(column -> new SheetRows.Column(
                                        styles.value(column).getIndex(),
                                        column.type(),
                                        MoneyCells.of(styles, report, column))),
                        report.fillIn().stream()
                                .map(column ->
                                        new SheetRows.Column(styles.fillIn().getIndex(), ColumnType.TEXT, null)))
                .toList();
    }

    private void closeBlock() {
        var last = report.columns().size() - 1;
        sheet.setAutoFilter(
                new CellRangeAddress(0, nextRow - 1, 0, last + report.fillIn().size()));
        offerChoices();
        ColourRanges.add(sheet, report, nextRow - 1);
        for (var i = 0; i <= last; i++) {
            if (report.columns().get(i).type().isText()) {
                // ids and phone numbers are text on purpose
                sheet.addIgnoredErrors(
                        new CellRangeAddress(1, nextRow - 1, i, i), IgnoredErrorType.NUMBER_STORED_AS_TEXT);
            }
        }
        blocks.add(block());
    }

    /** The rows of this sheet so far. */
    private SheetTotals.Block block() {
        return new SheetTotals.Block(sheet.getSheetName(), 2, nextRow);
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
}
