package vssledger.report.xlsx.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.report.definition.ChartDefinition;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportColumn.Ratio;
import vssledger.report.definition.ReportDefinition;

/** What a chart is drawn from: a report's rows added up by category; where the category is the day, each day of the range. */
final class ChartData {

    private static final int MOST_DAYS = 400;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private final ReportDefinition report;
    private final ChartDefinition chart;
    private final int category;
    private final SortedMap<String, @Nullable BigDecimal[]> sums = new TreeMap<>();

    ChartData(ReportDefinition report, ChartDefinition chart, DateRange range) {
        this.report = report;
        this.chart = chart;
        this.category = report.indexOf(chart.category());
        if (isByDay() && range.from().plusDays(MOST_DAYS).isAfter(range.to())) {
            range.from().datesUntil(range.to().plusDays(1)).forEach(day -> sums.put(day.toString(), none()));
        }
    }

    void row(@Nullable Object[] values) {
        var key = values[category];
        var sum = sums.computeIfAbsent(key == null ? "" : key.toString(), k -> none());
        for (var i = 0; i < sum.length; i++) {
            var value = values[i];
            if (value != null && report.columns().get(i).type().isNumeric()) {
                var number = new BigDecimal(value.toString());
                var before = sum[i];
                sum[i] = before == null ? number : before.add(number);
            }
        }
    }

    int size() {
        return sums.size();
    }

    List<String> labels() {
        return order().map(entry -> label(entry.getKey())).toList();
    }

    /** The values of a series, category by category; null for none. */
    @Nullable Double[] values(int series) {
        return order().map(entry -> value(entry.getValue(), series)).toArray(Double[]::new);
    }

    /** By category; bars by the length of the first, the longest first. */
    private Stream<Map.Entry<String, @Nullable BigDecimal[]>> order() {
        var entries = sums.entrySet().stream();
        return chart.kind() == ChartDefinition.Kind.BARS
                ? entries.sorted(Comparator.comparing(
                        entry -> Objects.requireNonNullElse(value(entry.getValue(), 0), 0.0),
                        Comparator.reverseOrder()))
                : entries;
    }

    private @Nullable Double value(@Nullable BigDecimal[] sum, int series) {
        var column = column(series);
        if (column.total() instanceof Ratio ratio) {
            var over = sum[report.indexOf(ratio.numerator())];
            var under = sum[report.indexOf(ratio.denominator())];
            return over == null || under == null || under.signum() == 0
                    ? null
                    : over.divide(under, MathContext.DECIMAL64).doubleValue();
        }
        var value = sum[report.indexOf(column.name())];
        return value != null ? Double.valueOf(value.doubleValue()) : isLine() ? null : 0.0;
    }

    ReportColumn column(int series) {
        return report.columns().get(report.indexOf(chart.series().get(series).column()));
    }

    String categoryTitle() {
        return report.columns().get(category).title();
    }

    private boolean isLine() {
        return chart.kind() == ChartDefinition.Kind.LINES;
    }

    private boolean isByDay() {
        return report.columns().get(category).type() == ColumnType.DATE;
    }

    private String label(String key) {
        return isByDay() && !key.isEmpty() ? DAY.format(LocalDate.parse(key)) : key.isEmpty() ? "(none)" : key;
    }

    private @Nullable BigDecimal[] none() {
        var none = new BigDecimal[report.columns().size()];
        Arrays.fill(none, null);
        return none;
    }
}
