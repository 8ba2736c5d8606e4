package vssledger.report.xlsx;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportColumn.Sum;
import vssledger.report.definition.ReportDefinition;

/** How wide the columns of a report's sheet are, in characters: as the definition says, or as what they hold wants. */
final class ColumnWidths {

    private static final int WIDEST = 60;
    private static final int FILTER_ARROW = 3;
    private static final int ROOM = 2;
    private static final int NOTE = 40;
    private static final int CHOICE = 14;
    private static final int CURRENCY = " USD".length();

    private final ReportDefinition report;
    private final int[] widths;
    private final int[] wrapped;
    private final int[] suffixes;

    ColumnWidths(ReportDefinition report) {
        this.report = report;
        this.widths = report.columns().stream()
                .mapToInt(c -> Math.max(c.type().excelWidth(), header(c.title())))
                .toArray();
        this.suffixes = report.columns().stream().mapToInt(this::suffix).toArray();
        this.wrapped = IntStream.range(0, widths.length)
                .filter(i -> report.columns().get(i).isWrapped())
                .toArray();
    }

    /** A header has two lines. */
    private static int header(String title) {
        var longestWord =
                Arrays.stream(title.split(" ")).mapToInt(String::length).max().orElse(0);
        return Math.max(longestWord, (title.length() + 1) / 2) + FILTER_ARROW;
    }

    /** What stands behind the value of a group in the row of its totals. */
    private int suffix(ReportColumn column) {
        if (!report.groups().contains(column.name())) {
            return 0;
        }
        return report.columns().stream().anyMatch(c -> c.total() != null && c.currency() != null)
                ? SheetTotals.SUFFIX.length() + CURRENCY
                : SheetTotals.SUFFIX.length();
    }

    void see(@Nullable Object[] values) {
        for (var i = 0; i < values.length; i++) {
            var value = values[i];
            if (value != null) {
                widths[i] = Math.max(widths[i], length(report.columns().get(i).type(), value) + suffixes[i]);
            }
        }
    }

    void see(ColumnSums sums) {
        for (var i = 0; i < widths.length; i++) {
            var column = report.columns().get(i);
            if (column.total() instanceof Sum && column.type() != ColumnType.DURATION) {
                widths[i] = Math.max(widths[i], withSeparators(sums.plain(i).precision() + 1));
                for (var amounts : sums.byCurrency().values()) {
                    widths[i] = Math.max(widths[i], length(ColumnType.MONEY, amounts[i]));
                }
            }
        }
    }

    /** How many lines a row takes, since some of its text is wrapped. */
    int lines(@Nullable Object[] values) {
        var lines = 1;
        for (var i : wrapped) {
            var width = report.columns().get(i).width();
            if (width != null && values[i] instanceof String text) {
                lines = Math.max(lines, (text.length() + width - 1) / width);
            }
        }
        return lines;
    }

    /** Of the report's columns and then of those that are filled in. */
    int[] all() {
        var all = Arrays.copyOf(widths, widths.length + report.fillIn().size());
        for (var i = 0; i < widths.length; i++) {
            var wish = report.columns().get(i).width();
            all[i] = wish == null ? Math.min(WIDEST, widths[i]) + ROOM : wish;
        }
        for (var i = 0; i < report.fillIn().size(); i++) {
            all[widths.length + i] = report.fillIn().get(i).choices().isEmpty() ? NOTE : CHOICE;
        }
        return all;
    }

    private static int length(ColumnType type, Object value) {
        return switch (type) {
            case TEXT, CODE, PHONE -> ((String) value).length();
            case INTEGER -> withSeparators(Long.toString((Long) value).length());
            case DECIMAL, MONEY -> {
                var number = (BigDecimal) value;
                yield withSeparators(number.precision() + (number.scale() > 0 ? 2 : 1));
            }
            case PERCENT, DURATION, DATE, DATETIME -> type.excelWidth();
        };
    }

    private static int withSeparators(int digits) {
        return digits * 4 / 3;
    }
}
