package vssledger.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.AxisTickMark;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.xmlbeans.XmlObject;
import org.jspecify.annotations.Nullable;

/** A sheet with a chart that Excel draws, above the small table it is drawn from. A day without sessions has a gap. */
final class ChartSheet {

    private static final int CHART_TOP = 0;
    private static final int TABLE_TOP = 25;
    private static final int MOST_ROWS_OF_A_PAGE = 31;
    private static final int MOST_DAYS = 400;
    private static final int COLUMN_WIDTH = 13;
    private static final int FEWEST_COLUMNS = 8;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private final SXSSFWorkbook workbook;
    private final SXSSFSheet sheet;
    private final CellStyles styles;
    private final ReportDefinition report;
    private final ChartDefinition chart;
    private final WorkbookInfo info;
    private final int category;
    private final SortedMap<String, double[]> sums = new TreeMap<>();

    ChartSheet(
            SXSSFWorkbook workbook,
            CellStyles styles,
            SheetNames names,
            ReportDefinition report,
            ChartDefinition chart,
            WorkbookInfo info) {
        this.workbook = workbook;
        this.styles = styles;
        this.report = report;
        this.chart = chart;
        this.info = info;
        this.category = report.indexOf(chart.category());
        this.sheet = workbook.createSheet(names.next("Chart"));
        var days = info.range().from().datesUntil(info.range().to().plusDays(1));
        if (isByDay()) {
            days.limit(MOST_DAYS + 1L).forEach(day -> sums.put(day.toString(), zeros()));
            if (sums.size() > MOST_DAYS) {
                sums.clear();
            }
        }
    }

    void row(@Nullable Object[] values) {
        var key = values[category];
        var sum = sums.computeIfAbsent(key == null ? "" : key.toString(), k -> zeros());
        for (var i = 0; i < sum.length; i++) {
            var value = values[report.indexOf(chart.series().get(i).column())];
            sum[i] += value == null ? 0 : new BigDecimal(value.toString()).doubleValue();
        }
    }

    String name() {
        return sheet.getSheetName();
    }

    int rows() {
        return sums.size();
    }

    void finish() {
        var count = chart.series().size();
        for (var i = 0; i <= Math.max(count, FEWEST_COLUMNS); i++) {
            sheet.setColumnWidth(i, COLUMN_WIDTH * 256);
        }
        sheet.setDisplayGridlines(false);
        PrintLayout.apply(sheet, chart.title(), info);
        if (sums.size() <= MOST_ROWS_OF_A_PAGE) {
            sheet.getPrintSetup().setFitHeight((short) 1);
        }
        table();
        if (!sums.isEmpty()) {
            draw();
        }
    }

    private void table() {
        var header = sheet.createRow(TABLE_TOP);
        header.createCell(0).setCellValue(report.columns().get(category).title());
        header.getCell(0).setCellStyle(styles.header(ColumnType.TEXT));
        for (var i = 0; i < chart.series().size(); i++) {
            header.createCell(i + 1).setCellValue(seriesTitle(i));
            header.getCell(i + 1).setCellStyle(styles.header(ColumnType.INTEGER));
        }
        var next = TABLE_TOP + 1;
        for (var entry : sums.entrySet()) {
            var row = sheet.createRow(next++);
            row.createCell(0).setCellValue(label(entry.getKey()));
            row.getCell(0).setCellStyle(styles.value(ColumnType.TEXT));
            for (var i = 0; i < entry.getValue().length; i++) {
                row.createCell(i + 1).setCellValue(entry.getValue()[i]);
                row.getCell(i + 1).setCellStyle(styles.value(ColumnType.INTEGER));
            }
        }
    }

    private void draw() {
        var drawing = workbook.getXSSFWorkbook().getSheet(sheet.getSheetName()).createDrawingPatriarch();
        var width = Math.max(chart.series().size() + 1, FEWEST_COLUMNS);
        var drawn = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, 0, CHART_TOP, width, TABLE_TOP - 1));
        drawn.setTitleText(chart.title() + ", " + PrintLayout.period(info));
        drawn.setTitleOverlay(false);
        drawn.getFormattedTitle().getParagraph(0).getTextRuns().forEach(run -> run.setFontSize(14.0));
        drawn.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
        var data = stackedColumns(drawn);
        var categories = XDDFDataSourcesFactory.fromArray(
                sums.keySet().stream().map(this::label).toArray(String[]::new), reference(0));
        for (var i = 0; i < chart.series().size(); i++) {
            var index = i;
            var values = XDDFDataSourcesFactory.fromArray(
                    sums.values().stream().map(sum -> sum[index]).toArray(Double[]::new), reference(i + 1), i + 1);
            values.setFormatCode("#,##0");
            var series = data.addSeries(categories, values);
            series.setTitle(seriesTitle(i), new CellReference(name(), TABLE_TOP, i + 1, true, true));
            series.setFillProperties(fill(chart.series().get(i).colour()));
        }
        drawn.plot(data);
    }

    private XDDFBarChartData stackedColumns(XSSFChart drawn) {
        var days = drawn.createCategoryAxis(AxisPosition.BOTTOM);
        days.setMajorTickMark(AxisTickMark.NONE);
        var counts = drawn.createValueAxis(AxisPosition.LEFT);
        counts.setTitle(chart.axis());
        counts.setNumberFormat("#,##0");
        counts.setMinimum(0);
        counts.setCrosses(AxisCrosses.AUTO_ZERO);
        counts.setCrossBetween(AxisCrossBetween.BETWEEN);
        counts.getOrAddMajorGridProperties().setLineProperties(new XDDFLineProperties(fill("D5DCE4")));
        var data = (XDDFBarChartData) drawn.createData(ChartTypes.BAR, days, counts);
        data.setBarDirection(BarDirection.COL);
        data.setBarGrouping(BarGrouping.STACKED);
        data.setVaryColors(false);
        var columns = drawn.getCTChart().getPlotArea().getBarChartArray(0);
        setValue(columns.addNewGapWidth(), 60);
        setValue(columns.addNewOverlap(), 100);
        return data;
    }

    /** Without the typed setter: the small schema jar leaves its type out. */
    private static void setValue(XmlObject element, int value) {
        try (var cursor = element.newCursor()) {
            cursor.setAttributeText(new QName("val"), Integer.toString(value));
        }
    }

    private String reference(int column) {
        return new CellRangeAddress(TABLE_TOP + 1, TABLE_TOP + sums.size(), column, column)
                .formatAsString(name(), true);
    }

    private String seriesTitle(int index) {
        return report.columns()
                .get(report.indexOf(chart.series().get(index).column()))
                .title();
    }

    private boolean isByDay() {
        return report.columns().get(category).type() == ColumnType.DATE;
    }

    private String label(String key) {
        return isByDay() && !key.isEmpty() ? DAY.format(LocalDate.parse(key)) : key;
    }

    private double[] zeros() {
        var zeros = new double[chart.series().size()];
        Arrays.fill(zeros, 0);
        return zeros;
    }

    private static XDDFSolidFillProperties fill(String colour) {
        return new XDDFSolidFillProperties(XDDFColor.from(CellStyles.rgb(colour)));
    }
}
