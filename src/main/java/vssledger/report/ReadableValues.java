package vssledger.report;

import org.jspecify.annotations.Nullable;
import vssledger.platform.DisplayNames;

/** The values of a report's rows as the readers of a workbook see them: display names in place of codes, phone numbers as they may. */
final class ReadableValues {

    private final ColumnType[] types;
    private final Numbers numbers;
    private final boolean isAnyOther;

    ReadableValues(ReportDefinition report, Numbers numbers) {
        this.types = report.columns().stream().map(ReportColumn::type).toArray(ColumnType[]::new);
        this.numbers = numbers;
        this.isAnyOther = report.columns().stream()
                .anyMatch(column -> column.type() == ColumnType.CODE
                        || (column.type() == ColumnType.PHONE && numbers == Numbers.MASKED));
    }

    /** A row, which stays as it is. */
    @Nullable Object[] of(@Nullable Object[] row) {
        if (!isAnyOther) {
            return row;
        }
        var readable = row.clone();
        for (var i = 0; i < readable.length; i++) {
            readable[i] = types[i] == ColumnType.CODE && readable[i] instanceof String code
                    ? DisplayNames.of(code)
                    : numbers.in(types[i], readable[i]);
        }
        return readable;
    }
}
