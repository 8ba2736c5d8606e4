package vssledger.report;

import java.util.ArrayList;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** A sheet with a chart, above the small table it is drawn from. A day without sessions has a gap. */
final class ChartSheet {

    private static final int CHART_TOP = 0;
    private static final int TABLE_TOP = 25;
    private static final int MOST_ROWS_OF_A_PAGE = 31;
    private static final int COLUMN_WIDTH = 13;
    private static final int WIDEST = 60;
    private static final int FEWEST_COLUMNS = 8;

    private final XSSFSheet sheet;
    private final CellStyles styles;
    private final ChartDefinition chart;
    private final WorkbookInfo info;
    private final ChartData data;

    ChartSheet(
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
        this.sheet = workbook.createSheet(names.next(chart.sheet()));
    }

    void row(@Nullable Object[] values) {
        data.row(values);
    }

    String name() {
        return sheet.getSheetName();
    }

    int rows() {
        return data.size();
    }

    void finish() {
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
        table();
        if (data.size() > 0) {
            var drawing = sheet.createDrawingPatriarch();
            var width = Math.max(chart.series().size() + 1, FEWEST_COLUMNS);
            var drawn = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, 0, CHART_TOP, width, TABLE_TOP - 1));
            new ChartDrawing(drawn, chart, data, name(), TABLE_TOP)
                    .draw(chart.title() + ", " + info.range().inWords());
        }
    }

    /** Row by row: those above are out of reach once a streaming sheet has gone on. */
    private void table() {
        var header = sheet.createRow(TABLE_TOP);
        header.createCell(0).setCellValue(data.categoryTitle());
        header.getCell(0).setCellStyle(styles.header(ColumnType.TEXT));
        var columns = new ArrayList<@Nullable Double[]>();
        for (var i = 0; i < chart.series().size(); i++) {
            header.createCell(i + 1).setCellValue(data.column(i).title());
            header.getCell(i + 1).setCellStyle(styles.header(data.column(i).type()));
            columns.add(data.values(i));
        }
        var labels = data.labels();
        for (var n = 0; n < labels.size(); n++) {
            var row = sheet.createRow(TABLE_TOP + 1 + n);
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
