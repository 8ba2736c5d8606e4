package vssledger.report;

import org.jspecify.annotations.Nullable;

/**
 * One column of a report.
 *
 * @param name of the SQL column, and the header in CSV
 * @param title the header in a sheet
 * @param format how Excel shows it, as one of its number formats; null for that of the type
 * @param width in characters, and text is wrapped in it; null to fit what it holds
 * @param total what the totals row shows; null for nothing
 * @param currency for money with a total: the column that names its currency, one total each
 * @param scale what its colours say; null for none. Columns side by side with the same scale share it
 */
record ReportColumn(
        String name,
        String title,
        ColumnType type,
        @Nullable String format,
        @Nullable Integer width,
        @Nullable Total total,
        @Nullable String currency,
        @Nullable ColourScale scale) {

    String excelFormat() {
        return format == null ? type.excelFormat() : format;
    }

    boolean isWrapped() {
        return type.isText() && width != null;
    }

    /** What the last row of a sheet says of a column. */
    sealed interface Total {}

    /** All values added. */
    record Sum() implements Total {}

    /** The total of one column divided by that of another. */
    record Ratio(String numerator, String denominator) implements Total {}
}
