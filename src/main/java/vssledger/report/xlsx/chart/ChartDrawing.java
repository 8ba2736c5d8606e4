package vssledger.report.xlsx.chart;

import java.util.Locale;
import javax.xml.namespace.QName;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.LocaleUtil;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisOrientation;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.AxisTickMark;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.DisplayBlanks;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.xmlbeans.XmlObject;
import vssledger.report.definition.ChartDefinition;
import vssledger.report.definition.ColumnType;
import vssledger.report.xlsx.CellStyles;

/** A chart that Excel draws from the table of a sheet: categories in the first column, a series in each of the next. */
final class ChartDrawing {

    /** Of the labels of bars: so each has room for its own. */
    private static final double LABEL_POINTS = 8;

    private final XSSFChart drawn;
    private final ChartDefinition chart;
    private final ChartData data;
    private final String sheet;
    private final int header;

    /** @param header index of the row with the titles of the series, above the values */
    ChartDrawing(XSSFChart drawn, ChartDefinition chart, ChartData data, String sheet, int header) {
        this.drawn = drawn;
        this.chart = chart;
        this.data = data;
        this.sheet = sheet;
        this.header = header;
    }

    /** POI notes a language beside each text: that of the machine, unless it is told one. */
    void draw(String title) {
        LocaleUtil.setUserLocale(Locale.ENGLISH);
        try {
            drawTitled(title);
        } finally {
            LocaleUtil.resetUserLocale();
        }
    }

    private void drawTitled(String title) {
        drawn.setTitleText(title);
        drawn.setTitleOverlay(false);
        drawn.getFormattedTitle().getParagraph(0).getTextRuns().forEach(run -> run.setFontSize(14.0));
        if (chart.series().size() > 1) {
            drawn.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
        }
        drawn.displayBlanksAs(DisplayBlanks.GAP);
        var plot = plot();
        var labels = data.labels();
        var categories = XDDFDataSourcesFactory.fromArray(labels.toArray(String[]::new), reference(0));
        for (var i = 0; i < chart.series().size(); i++) {
            var values = XDDFDataSourcesFactory.fromArray(data.values(i), reference(i + 1), i + 1);
            values.setFormatCode(data.column(i).type().excelFormat());
            var series = plot.addSeries(categories, values);
            series.setTitle(data.column(i).title(), new CellReference(sheet, header, i + 1, true, true));
            colour(series, chart.series().get(i).colour());
        }
        drawn.plot(plot);
        if (chart.kind() == ChartDefinition.Kind.BARS) {
            labelEach(drawn.getCTChart().getPlotArea().getCatAxArray(0));
        }
    }

    /** No category goes without its label for want of room. The small schema jar leaves the type of this element out. */
    private static void labelEach(XmlObject categories) {
        try (var cursor = categories.newCursor()) {
            cursor.toEndToken();
            cursor.beginElement(new QName("http://schemas.openxmlformats.org/drawingml/2006/chart", "tickLblSkip"));
            cursor.insertAttributeWithValue("val", "1");
        }
    }

    private XDDFChartData plot() {
        var isLying = chart.kind() == ChartDefinition.Kind.BARS;
        var categories = drawn.createCategoryAxis(isLying ? AxisPosition.LEFT : AxisPosition.BOTTOM);
        categories.setMajorTickMark(AxisTickMark.NONE);
        if (isLying) {
            categories.setOrientation(AxisOrientation.MAX_MIN);
            categories.getOrAddTextProperties().setFontSize(LABEL_POINTS);
        }
        var values = drawn.createValueAxis(isLying ? AxisPosition.BOTTOM : AxisPosition.LEFT);
        values.setTitle(chart.axis());
        values.setNumberFormat(data.column(0).type() == ColumnType.PERCENT ? "0%" : "#,##0");
        values.setMinimum(0);
        values.setCrosses(isLying ? AxisCrosses.MAX : AxisCrosses.AUTO_ZERO);
        values.setCrossBetween(AxisCrossBetween.BETWEEN);
        values.getOrAddMajorGridProperties().setLineProperties(new XDDFLineProperties(fill("D5DCE4")));
        if (chart.kind() == ChartDefinition.Kind.LINES) {
            var lines = drawn.createData(ChartTypes.LINE, categories, values);
            lines.setVaryColors(false);
            return lines;
        }
        var bars = (XDDFBarChartData) drawn.createData(ChartTypes.BAR, categories, values);
        bars.setBarDirection(isLying ? BarDirection.BAR : BarDirection.COL);
        bars.setBarGrouping(isLying ? BarGrouping.CLUSTERED : BarGrouping.STACKED);
        bars.setVaryColors(false);
        var drawnBars = drawn.getCTChart().getPlotArea().getBarChartArray(0);
        setValue(drawnBars.addNewGapWidth(), 60);
        setValue(drawnBars.addNewOverlap(), isLying ? 0 : 100);
        return bars;
    }

    private static void colour(XDDFChartData.Series series, String colour) {
        if (series instanceof XDDFLineChartData.Series line) {
            line.setSmooth(false);
            line.setMarkerStyle(MarkerStyle.CIRCLE);
            var stroke = new XDDFLineProperties(fill(colour));
            stroke.setWidth(2.25);
            line.setLineProperties(stroke);
        } else {
            series.setFillProperties(fill(colour));
        }
    }

    private String reference(int column) {
        return new CellRangeAddress(header + 1, header + data.size(), column, column).formatAsString(sheet, true);
    }

    /** Without the typed setter: the small schema jar leaves its type out. */
    private static void setValue(XmlObject element, int value) {
        try (var cursor = element.newCursor()) {
            cursor.setAttributeText(new QName("val"), Integer.toString(value));
        }
    }

    private static XDDFSolidFillProperties fill(String colour) {
        return new XDDFSolidFillProperties(XDDFColor.from(CellStyles.rgb(colour)));
    }
}
