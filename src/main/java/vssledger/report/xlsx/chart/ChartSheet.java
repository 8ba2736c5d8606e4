package vssledger.report.xlsx.chart;

import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ChartDefinition;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.xlsx.CellStyles;
import vssledger.report.xlsx.PrintLayout;
import vssledger.report.xlsx.SheetNames;
import vssledger.report.xlsx.WorkbookInfo;
import vssledger.report.xlsx.part.ExcelText;

/**
 * A report's chart and the small table that it is drawn from: on a sheet of its own, the chart above the table; or below the report's
 * table, on the same page, where the rows of the small table are hidden. A day without sessions has a gap.
 */
public final class ChartSheet {

    private static final int HEIGHT = 24;

    /** Rows that a chart below a table takes at least, and those of them that hold no bars. */
    private static final int HEIGHT_BELOW = 18;

    private static final int AROUND_BARS = 8;

    private static final int MOST_ROWS_OF_A_PAGE = 31;
    private static final int COLUMN_WIDTH = 13;
    private static final int WIDEST = 60;
    private static final int FEWEST_COLUMNS = 8;

    /** Characters in the width of a chart that stands below a table. */
    private static final int WIDTH = 100;

    private final CellStyles styles;
    private final ChartDefinition chart;
    private final WorkbookInfo info;
    private final ChartData data;
    private final @Nullable XSSFSheet own;

    public ChartSheet(
            XSSFWorkbook workbook,
            CellStyles styles,
            SheetNames names,
            ReportDefinition report,
            ChartDefinition chart,
            WorkbookInfo info) {
        this.styles = styles;
        this.chart = chart;
        this.info = info;
        this.data = new ChartData(report, chart, info.range());
        this.own = chart.sheet() == null ? null : workbook.createSheet(names.next(chart.sheet()));
    }

    public void row(@Nullable Object[] values) {
        data.row(values);
    }

    public boolean hasOwnSheet() {
        return own != null;
    }

    public String name() {
        return Objects.requireNonNull(own).getSheetName();
    }

    public int rows() {
        return data.size();
    }

    /** Rows that it takes below a table: each bar has one for its label. */
    public int heightBelow() {
        return chart.kind() == ChartDefinition.Kind.BARS
                ? Math.max(HEIGHT_BELOW, data.size() + AROUND_BARS)
                : HEIGHT_BELOW;
    }

    /** Draws it on its own sheet. */
    public void finish() {
        var sheet = Objects.requireNonNull(own);
        var widestLabel = data.labels().stream().mapToInt(String::length).max().orElse(0);
        sheet.setColumnWidth(0, Math.min(WIDEST, Math.max(COLUMN_WIDTH, widestLabel + 2)) * 256);
        for (var i = 1; i <= Math.max(chart.series().size(), FEWEST_COLUMNS); i++) {
            sheet.setColumnWidth(i, COLUMN_WIDTH * 256);
        }
        sheet.setDisplayGridlines(false);
        PrintLayout.apply(sheet, chart.title(), info);
        if (data.size() <= MOST_ROWS_OF_A_PAGE) {
            sheet.getPrintSetup().setFitHeight((short) 1);
        }
        table(sheet, HEIGHT + 1, false);
        draw(sheet, 0, Math.max(chart.series().size() + 1, FEWEST_COLUMNS), HEIGHT + 1);
    }

    /**
     * Draws it below a table.
     *
     * @param top index of the first row that is free
     * @param widths of the sheet's columns in characters; 0 for one that is hidden
     */
    public void finishBelow(XSSFSheet sheet, int top, int[] widths) {
        table(sheet, top + heightBelow(), true);
        var columns = IntStream.rangeClosed(1, widths.length)
                .filter(n -> IntStream.of(widths).limit(n).sum() >= WIDTH)
                .findFirst()
                .orElse(widths.length);
        draw(sheet, top, columns, top + heightBelow());
    }

    /** @param header index of the first row of the small table, up to which the chart reaches */
    private void draw(XSSFSheet sheet, int top, int columns, int header) {
        if (data.size() > 0) {
            var drawing = sheet.createDrawingPatriarch();
            var drawn = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, 0, top, columns, header));
            drawn.setPlotOnlyVisibleCells(false);
            new ChartDrawing(drawn, chart, data, sheet.getSheetName(), header)
                    .draw(chart.title() + ", " + info.range().inWords());
        }
    }

    private void table(XSSFSheet sheet, int top, boolean isHidden) {
        var columns =
                IntStream.range(0, chart.series().size()).mapToObj(data::values).toList();
        var header = sheet.createRow(top);
        header.setZeroHeight(isHidden);
        header.createCell(0).setCellValue(data.categoryTitle());
        header.getCell(0).setCellStyle(styles.header(ColumnType.TEXT));
        for (var i = 0; i < columns.size(); i++) {
            header.createCell(i + 1).setCellValue(data.column(i).title());
            header.getCell(i + 1).setCellStyle(styles.header(data.column(i).type()));
        }
        var labels = data.labels();
        for (var n = 0; n < labels.size(); n++) {
            var row = sheet.createRow(top + 1 + n);
            row.setZeroHeight(isHidden);
            row.createCell(0).setCellValue(ExcelText.literal(labels.get(n)));
            row.getCell(0).setCellStyle(styles.value(ColumnType.TEXT));
            for (var i = 0; i < columns.size(); i++) {
                var cell = row.createCell(i + 1);
                cell.setCellStyle(styles.value(data.column(i).type()));
                var value = columns.get(i)[n];
                if (value != null) {
                    cell.setCellValue(value);
                }
            }
        }
    }
}
