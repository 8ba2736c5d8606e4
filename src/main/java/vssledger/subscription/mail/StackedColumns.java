package vssledger.subscription.mail;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import vssledger.report.ChartValues;

/**
 * A small picture of a chart, a column a category with one series on the other: without any text, so that it needs no font of the
 * machine; what it means is said beside it.
 */
public final class StackedColumns {

    /** Twice as many points as a mail shows, for sharp screens. */
    public static final int WIDTH = 1200;

    private static final int HEIGHT = 320;
    private static final int MOST_GAP = 16;
    private static final Color PAPER = Color.WHITE;
    private static final Color LINE = new Color(0xD5DCE4);

    private StackedColumns() {}

    /** As PNG. */
    static byte[] png(ChartValues chart) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setColor(PAPER);
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.setColor(LINE);
            graphics.fillRect(0, HEIGHT - 2, WIDTH, 2);
            var columns = chart.labels().size();
            var highest = highest(chart);
            for (var i = 0; i < columns && highest > 0; i++) {
                var left = WIDTH * i / columns;
                var room = WIDTH * (i + 1) / columns - left;
                var gap = Math.min(MOST_GAP, room / 4);
                var below = 0.0;
                for (var series : chart.series()) {
                    var above = below + value(series, i);
                    var top = (int) Math.round((HEIGHT - 2) * (1 - above / highest));
                    var bottom = (int) Math.round((HEIGHT - 2) * (1 - below / highest));
                    graphics.setColor(new Color(Integer.parseInt(series.colour(), 16)));
                    graphics.fillRect(left + gap / 2, top, Math.max(1, room - gap), bottom - top);
                    below = above;
                }
            }
        } finally {
            graphics.dispose();
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static double highest(ChartValues chart) {
        var highest = 0.0;
        for (var i = 0; i < chart.labels().size(); i++) {
            var category = i;
            highest = Math.max(
                    highest,
                    chart.series().stream()
                            .mapToDouble(series -> value(series, category))
                            .sum());
        }
        return highest;
    }

    private static double value(ChartValues.Series series, int category) {
        var value = series.values().get(category);
        return value == null ? 0 : value;
    }
}
