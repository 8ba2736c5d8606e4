package vssledger.report.xlsx;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vssledger.platform.text.Amounts;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportDefinition;

/** How the amounts of a column look, row by row: the decimals depend on the amount and on the currency of its row. */
public final class MoneyCells {

    private final CellStyles styles;
    private final ReportColumn column;
    private final int currency;
    private final @Nullable Integer[] known = new Integer[Amounts.MOST_DECIMALS + 1];

    private MoneyCells(CellStyles styles, ReportDefinition report, ReportColumn column) {
        this.styles = styles;
        this.column = column;
        this.currency = column.currency() == null ? -1 : report.indexOf(column.currency());
    }

    /** Those of a column; null if all of its cells look the same. */
    static @Nullable MoneyCells of(CellStyles styles, ReportDefinition report, ReportColumn column) {
        return column.isOfCurrency() ? new MoneyCells(styles, report, column) : null;
    }

    /** The index of the style that this column's amount has in a row. */
    public int style(BigDecimal amount, @Nullable Object[] row) {
        var decimals = column.decimals(amount, currency(row));
        var style = known[decimals];
        if (style == null) {
            style = (int) styles.value(column, decimals).getIndex();
            known[decimals] = style;
        }
        return style;
    }

    private @Nullable String currency(@Nullable Object[] row) {
        return currency < 0 ? null : (String) row[currency];
    }
}
