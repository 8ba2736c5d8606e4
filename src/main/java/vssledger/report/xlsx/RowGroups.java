package vssledger.report.xlsx;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ReportDefinition;

/** Which groups the rows of a report are in, as they come in its order. Level 1 is the outermost group. */
final class RowGroups {

    private final int[] columns;
    private @Nullable Object[] current;
    private boolean isAny;

    RowGroups(ReportDefinition report) {
        this.columns = report.groups().stream().mapToInt(report::indexOf).toArray();
        this.current = new Object[columns.length];
    }

    int depth() {
        return columns.length;
    }

    /** The outermost level at which this row begins another group than the row before; beyond the depth for none. */
    int firstToEnd(@Nullable Object[] values) {
        if (isAny) {
            for (var i = 0; i < columns.length; i++) {
                if (!Objects.equals(current[i], values[columns[i]])) {
                    return i + 1;
                }
            }
        }
        return columns.length + 1;
    }

    /** Goes on to this row. */
    void enter(@Nullable Object[] values) {
        for (var i = 0; i < columns.length; i++) {
            current[i] = values[columns[i]];
        }
        isAny = true;
    }

    /** The values of the groups that the last row is in. */
    @Nullable Object[] current() {
        return current;
    }

    /** Where a group of each level begins: a sheet among several, and a row in it. */
    record Start(int sheet, int row) {

        /** What lies between it and the last row so far. */
        List<SheetTotals.Block> upTo(List<SheetTotals.Block> sheets) {
            return java.util.stream.IntStream.range(sheet, sheets.size())
                    .mapToObj(i -> new SheetTotals.Block(
                            sheets.get(i).sheet(),
                            i == sheet ? row : sheets.get(i).first(),
                            sheets.get(i).last()))
                    .filter(block -> block.first() <= block.last())
                    .toList();
        }
    }
}
