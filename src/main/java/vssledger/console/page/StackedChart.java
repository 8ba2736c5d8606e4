package vssledger.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vssledger.report.ChartValues;

/** Columns, one a category with its series on one another, as the boxes and words of a drawing of {@value #WIDTH} by {@value #HEIGHT}. */
record StackedChart(
        String title, List<Box> boxes, List<Mark> marks, List<Mark> labels, List<Series> legend, List<Row> rows) {

    static final int WIDTH = 720;
    static final int HEIGHT = 240;

    private static final int LEFT = 64;
    private static final int TOP = 18;
    private static final int BOTTOM = 40;
    private static final int MOST_LABELS = 8;

    /** @param series names its colour */
    record Box(double x, double y, double width, double height, String series, String words) {}

    /** A word at a place; {@code y} of a grid line, or {@code x} of a category. */
    record Mark(double at, String text, boolean major) {}

    record Series(String title, String name) {}

    /** The same in figures. */
    record Row(String label, List<Long> values) {}

    public boolean isEmpty() {
        return boxes.isEmpty();
    }

    static StackedChart of(ChartValues chart) {
        var sums = IntStream.range(0, chart.labels().size())
                .mapToDouble(i -> chart.series().stream()
                        .mapToDouble(series -> value(series.values().get(i)))
                        .sum())
                .toArray();
        var highest = nice(
                IntStream.range(0, sums.length).mapToDouble(i -> sums[i]).max().orElse(0));
        var step = (double) (WIDTH - LEFT) / Math.max(1, sums.length);
        var height = HEIGHT - TOP - BOTTOM;
        var boxes = new ArrayList<Box>();
        var labels = new ArrayList<Mark>();
        var rows = new ArrayList<Row>();
        var everyLabel = Math.max(1, (int) Math.ceil((double) sums.length / MOST_LABELS));
        for (var i = 0; i < sums.length; i++) {
            var label = chart.labels().get(i);
            var x = LEFT + i * step;
            var below = 0.0;
            var figures = new ArrayList<Long>();
            for (var series : chart.series()) {
                var value = value(series.values().get(i));
                figures.add(Math.round(value));
                if (value > 0 && highest > 0) {
                    var tall = value / highest * height;
                    below += tall;
                    boxes.add(new Box(
                            round(x + step * 0.12),
                            round(HEIGHT - BOTTOM - below),
                            round(step * 0.76),
                            round(tall),
                            name(series.title()),
                            label + ", " + series.title() + ": " + String.format(Locale.ROOT, "%,.0f", value)));
                }
            }
            rows.add(new Row(label, figures));
            if (i % everyLabel == 0) {
                labels.add(new Mark(round(x + step / 2), shorter(label), i / everyLabel % 2 == 0));
            }
        }
        return new StackedChart(
                chart.title(),
                boxes,
                marks(highest, height),
                labels,
                chart.series().stream()
                        .map(series -> new Series(series.title(), name(series.title())))
                        .toList(),
                rows);
    }

    private static List<Mark> marks(double highest, int height) {
        return highest == 0
                ? List.of()
                : IntStream.rangeClosed(0, 4)
                        .mapToObj(i -> new Mark(
                                round(HEIGHT - BOTTOM - i / 4.0 * height),
                                String.format(Locale.ROOT, "%,.0f", highest * i / 4),
                                i % 2 == 0))
                        .toList();
    }

    /** The next number that four lines divide well: counts are whole. */
    private static double nice(double highest) {
        if (highest <= 20) {
            return 4 * Math.ceil(highest / 4);
        }
        var power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (var factor : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10}) {
            if (factor * power >= highest) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String shorter(String label) {
        return label.matches("\\d{4}-\\d\\d-\\d\\d") ? label.substring(5) : label;
    }

    private static String name(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    private static double value(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static double round(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
