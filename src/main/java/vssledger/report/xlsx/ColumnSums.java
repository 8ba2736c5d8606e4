package vssledger.report.xlsx;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ReportColumn.Sum;
import vssledger.report.definition.ReportDefinition;

/** The sums of some rows of a report, column by column; amounts by currency. */
final class ColumnSums {

    private final ReportDefinition report;
    private final BigDecimal[] plain;
    private final SortedMap<String, BigDecimal[]> byCurrency = new TreeMap<>();

    ColumnSums(ReportDefinition report) {
        this.report = report;
        this.plain = zeros();
    }

    void add(@Nullable Object[] values) {
        for (var i = 0; i < values.length; i++) {
            var column = report.columns().get(i);
            var value = values[i];
            if (value == null || !(column.total() instanceof Sum)) {
                continue;
            }
            var target = plain;
            if (column.currency() != null) {
                var currency = (String) values[report.indexOf(column.currency())];
                if (currency == null) {
                    continue;
                }
                target = byCurrency.computeIfAbsent(currency, c -> zeros());
            }
            target[i] = target[i].add(value instanceof BigDecimal amount ? amount : BigDecimal.valueOf((Long) value));
        }
    }

    BigDecimal plain(int column) {
        return plain[column];
    }

    /** Amounts by column, by currency. */
    SortedMap<String, BigDecimal[]> byCurrency() {
        return byCurrency;
    }

    private BigDecimal[] zeros() {
        var zeros = new BigDecimal[report.columns().size()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
