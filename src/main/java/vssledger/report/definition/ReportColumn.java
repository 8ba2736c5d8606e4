package vssledger.report.definition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vssledger.platform.text.Amounts;

/**
 * One column of a report.
 *
 * @param name of the SQL column, and the header in CSV
 * @param title the header in a sheet
 * @param format how Excel shows it, as one of its number formats; null for that of the type
 * @param width in characters, and text is wrapped in it; null to fit what it holds
 * @param total what the totals row shows; null for nothing
 * @param currency for money: the column that names its currency; with a total, one total each
 * @param isSum whether its amounts are sums already, which are shown with the decimals of their currency
 * @param scale what its colours say; null for none. Columns side by side with the same scale share it
 */
public record ReportColumn(
        String name,
        String title,
        ColumnType type,
        @Nullable String format,
        @Nullable Integer width,
        @Nullable Total total,
        @Nullable String currency,
        boolean isSum,
        @Nullable ColourScale scale) {

    public String excelFormat() {
        return format == null ? type.excelFormat() : format;
    }

    /** That of an amount which is shown with so many digits behind the point. */
    public static String excelFormat(int decimals) {
        return decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    }

    /** Whether the currency of an amount says how it is shown. */
    public boolean isOfCurrency() {
        return type == ColumnType.MONEY && format == null;
    }

    /** Digits behind the point with which an amount of this column is shown in a row. */
    public int decimals(BigDecimal amount, @Nullable String itsCurrency) {
        return isSum ? Amounts.decimalsOfSum(amount, itsCurrency) : Amounts.decimals(amount, itsCurrency);
    }

    public boolean isWrapped() {
        return type.isText() && width != null;
    }

    /** What the last row of a sheet says of a column. */
    public sealed interface Total {}

    /** All values added. */
    public record Sum() implements Total {}

    /** The total of one column divided by that of another. */
    public record Ratio(String numerator, String denominator) implements Total {}
}
