package vssledger.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows.
 *
 * @param labels of its categories, in order
 */
public record ChartValues(String title, List<String> labels, List<Series> series) {

    /**
     * One of its colours.
     *
     * @param colour RRGGBB
     * @param values by category; null for none
     */
    public record Series(String title, String colour, List<@Nullable Double> values) {

        public double sum() {
            return values.stream()
                    .mapToDouble(value -> value == null ? 0 : value)
                    .sum();
        }
    }
}
