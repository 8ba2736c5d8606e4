package vssledger.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report: one folder under {@code reports}.
 *
 * @param audience what it shows and how to read it
 * @param csv file name; null for a report that is in a workbook only
 * @param emptyText what a sheet without rows says
 * @param parameters the query's own constants
 * @param fillIn columns that stand behind these in a sheet
 * @param queryFile for messages
 * @param workbook a workbook to append it to; null if none, or if the workbook lists it
 */
record ReportDefinition(
        String id,
        String title,
        String audience,
        @Nullable String csv,
        String emptyText,
        Map<String, Object> parameters,
        List<ReportColumn> columns,
        List<FillInColumn> fillIn,
        @Nullable ChartDefinition chart,
        String queryFile,
        String sql,
        @Nullable String workbook) {

    int indexOf(String column) {
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Report " + id + " has no column " + column);
    }

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    String csvName() {
        return csv == null ? id + ".csv" : csv;
    }
}
