package vssledger.report;

import java.util.List;

/**
 * A chart of stacked columns over a report's rows, added up by category.
 *
 * @param category column whose values stand along the axis
 * @param axis title of the value axis
 */
record ChartDefinition(String title, String category, String axis, List<Series> series) {

    /** A summed column and its colour (RRGGBB). */
    record Series(String column, String colour) {}
}
