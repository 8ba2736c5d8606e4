package vssledger.report.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart over a report's rows, added up by category.
 *
 * @param sheet name of the sheet of its own that it stands on; null where it stands below the table of its report
 * @param category column whose values stand along the axis
 * @param axis title of the value axis
 */
public record ChartDefinition(
        Kind kind, @Nullable String sheet, String title, String category, String axis, List<Series> series) {

    /** How its values are drawn. */
    public enum Kind {
        /** Columns, one series on the other. */
        COLUMNS,
        /** Bars that lie, one series beside the other: for categories with long names. */
        BARS,
        /** A line a series; a category without a value is a gap. */
        LINES
    }

    /** A column with a total, and its colour (RRGGBB). */
    public record Series(String column, String colour) {}
}
