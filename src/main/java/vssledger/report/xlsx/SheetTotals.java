package vssledger.report.xlsx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.formula.SheetNameFormatter;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn.Ratio;
import vssledger.report.definition.ReportColumn.Sum;
import vssledger.report.definition.ReportDefinition;

/**
 * Adds up a report while it is written, in all and group by group, and says what the rows of totals hold: formulas, with their
 * values already worked out. Amounts have a row a currency. Level 0 is all rows, level 1 the outermost group.
 */
public final class SheetTotals {

    /** Rows {@code first} to {@code last} (from 1, as Excel counts) of a sheet that are added up. */
    record Block(String sheet, int first, int last) {}

    /**
     * A cell of such a row.
     *
     * @param style index in the workbook
     * @param content text, or the value of a group's column; null for none
     * @param formula null for none
     * @param value that of the formula
     */
    public record Cell(
            int style,
            ColumnType type,
            @Nullable Object content,
            @Nullable String formula,
            double value) {

        private static Cell empty(int style, ColumnType type) {
            return new Cell(style, type, null, null, 0);
        }

        private Cell styled(int itsStyle) {
            return new Cell(itsStyle, type, content, formula, value);
        }

        private Cell of(String itsFormula, double itsValue) {
            return new Cell(style, type, null, itsFormula, itsValue);
        }

        private Cell of(@Nullable Object itsContent, ColumnType itsType) {
            return new Cell(style, itsType, itsContent, null, 0);
        }
    }

    /** Behind the value of a group. */
    static final String SUFFIX = " total";

    private final ReportDefinition report;
    private final CellStyles styles;
    private final List<ColumnSums> levels = new ArrayList<>();

    SheetTotals(ReportDefinition report, CellStyles styles) {
        this.report = report;
        this.styles = styles;
        for (var level = 0; level <= report.groups().size(); level++) {
            levels.add(new ColumnSums(report));
        }
    }

    void add(@Nullable Object[] values) {
        for (var sums : levels) {
            sums.add(values);
        }
    }

    /** The sums of all rows. */
    ColumnSums all() {
        return levels.get(0);
    }

    /**
     * The rows that tell the totals of a level, whose sums begin anew.
     *
     * @param group the values of the columns by which rows are grouped, the outermost first
     * @param excelRow the number that the first of them has in its sheet
     */
    List<List<Cell>> rows(int level, @Nullable Object[] group, int excelRow, List<Block> blocks) {
        var sums = levels.set(level, new ColumnSums(report));
        var rows = new ArrayList<List<Cell>>();
        if (report.columns().stream().anyMatch(c -> c.total() != null && c.currency() == null)) {
            var cells = labelled(level, group, "");
            for (var i = 0; i < cells.size(); i++) {
                cells.set(i, plainTotal(cells.get(i), i, sums, excelRow, blocks));
            }
            rows.add(cells);
        }
        for (var currency : sums.byCurrency().entrySet()) {
            var cells = labelled(level, group, " " + currency.getKey());
            for (var i = 0; i < cells.size(); i++) {
                var column = report.columns().get(i);
                if (column.currency() != null && column.total() instanceof Sum) {
                    var currencies = report.indexOf(column.currency());
                    var sum = currency.getValue()[i];
                    cells.set(
                            i,
                            cells.get(i)
                                    .of(sumIf(i, currencies, currency.getKey(), blocks), sum.doubleValue())
                                    .styled(styles.sum(column, level == 0, sum, currency.getKey())
                                            .getIndex()));
                    if (level == 0) { // below, it would be added up with the rows
                        cells.set(currencies, cells.get(currencies).of(currency.getKey(), ColumnType.TEXT));
                    }
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    /** Its label stands where its group does, behind the groups that it is in. */
    private List<Cell> labelled(int level, @Nullable Object[] group, String suffix) {
        var cells = new ArrayList<Cell>();
        for (var column : report.columns()) {
            var style = level == 0 ? styles.total(column) : styles.subtotal(column);
            cells.add(Cell.empty(style.getIndex(), column.type()));
        }
        for (var outer = 1; outer < level; outer++) {
            var index = report.indexOf(report.groups().get(outer - 1));
            cells.set(
                    index,
                    cells.get(index).of(group[outer - 1], cells.get(index).type()));
        }
        var place = level == 0 ? 0 : report.indexOf(report.groups().get(level - 1));
        var label = level == 0 ? "Total" : (group[level - 1] == null ? "(none)" : group[level - 1]) + SUFFIX;
        cells.set(place, cells.get(place).of(label + suffix, ColumnType.TEXT));
        return cells;
    }

    private Cell plainTotal(Cell cell, int index, ColumnSums sums, int excelRow, List<Block> blocks) {
        var column = report.columns().get(index);
        if (column.currency() == null && column.total() instanceof Sum) {
            var ranges = blocks.stream().map(block -> range(block, index)).collect(Collectors.joining(","));
            return cell.of(
                    report.groups().isEmpty() ? "SUM(" + ranges + ")" : "SUBTOTAL(9," + ranges + ")",
                    inCells(sums, index));
        }
        if (column.total() instanceof Ratio ratio) {
            var over = report.indexOf(ratio.numerator());
            var under = report.indexOf(ratio.denominator());
            return cell.of(
                    "IF(" + letter(under) + excelRow + "=0,0," + letter(over) + excelRow + "/" + letter(under)
                            + excelRow + ")",
                    sums.plain(under).signum() == 0 ? 0 : inCells(sums, over) / inCells(sums, under));
        }
        return cell;
    }

    /** As the cells hold it: durations in days. */
    private double inCells(ColumnSums sums, int index) {
        var isDuration = report.columns().get(index).type() == ColumnType.DURATION;
        return sums.plain(index).doubleValue() / (isDuration ? TableSheet.SECONDS_A_DAY : 1);
    }

    private static String sumIf(int amounts, int currencies, String currency, List<Block> blocks) {
        return blocks.stream()
                .map(block -> "SUMIF(" + range(block, currencies) + ",\"" + currency.replace("\"", "\"\"") + "\","
                        + range(block, amounts) + ")")
                .collect(Collectors.joining("+"));
    }

    private static String range(Block block, int column) {
        return SheetNameFormatter.format(block.sheet()) + "!" + letter(column) + block.first() + ":" + letter(column)
                + block.last();
    }

    private static String letter(int column) {
        return CellReference.convertNumToColString(column);
    }
}
