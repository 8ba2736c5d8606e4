package vssledger.report.definition;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vssledger.report.ReportScope;
import vssledger.report.query.ReportQuery;

/**
 * A report: one folder under {@code reports}.
 *
 * @param audience what it shows and how to read it
 * @param csv file name; null for a report that is in a workbook only
 * @param emptyText what a sheet without rows says
 * @param parameters the query's own constants
 * @param groups columns by which rows stand together, the outermost first: a sheet has subtotals of each group
 * @param key columns that tell a row from others; none for all that are no numbers
 * @param shown rows that a sheet shows, those below are folded; 0 where all rows of its groups are; null for all rows
 * @param fillIn columns that stand behind these in a sheet
 * @param queryFile for messages
 * @param workbook a workbook to append it to; null if none, or if the workbook lists it
 */
public record ReportDefinition(
        String id,
        String title,
        String audience,
        @Nullable String csv,
        String emptyText,
        Map<String, Object> parameters,
        List<ReportColumn> columns,
        List<String> groups,
        List<String> key,
        @Nullable Integer shown,
        List<FillInColumn> fillIn,
        @Nullable ChartDefinition chart,
        String queryFile,
        String sql,
        @Nullable String workbook) {

    ReportDefinition with(@Nullable ChartDefinition itsChart) {
        return new ReportDefinition(
                id,
                title,
                audience,
                csv,
                emptyText,
                parameters,
                columns,
                groups,
                key,
                shown,
                fillIn,
                itsChart,
                queryFile,
                sql,
                workbook);
    }

    public int indexOf(String column) {
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Report " + id + " has no column " + column);
    }

    ReportColumn column(String name) {
        return columns.get(indexOf(name));
    }

    /** Whether a column tells one row from another. */
    public boolean isKey(ReportColumn column) {
        return key.isEmpty() ? !column.type().isNumeric() : key.contains(column.name());
    }

    /** Whether rows of totals have something in a column. */
    public boolean isInTotals(ReportColumn column) {
        return column.total() != null
                || groups.contains(column.name())
                || columns.stream().anyMatch(amount -> column.name().equals(amount.currency()));
    }

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    /** Whether its query can tell apart what this scope is narrowed to. */
    public boolean canBeOf(ReportScope scope) {
        return (scope.products().isEmpty() || uses(ReportQuery.PRODUCTS))
                && (scope.subAccounts().isEmpty() || uses(ReportQuery.SUB_ACCOUNTS));
    }

    private boolean uses(String parameter) {
        return Pattern.compile("(?<!:):" + parameter + "\\b").matcher(sql).find();
    }

    public String csvName() {
        return csv == null ? id + ".csv" : csv;
    }
}
