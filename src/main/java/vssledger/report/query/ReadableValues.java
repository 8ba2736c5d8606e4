package vssledger.report.query;

import org.jspecify.annotations.Nullable;
import vssledger.platform.text.DisplayNames;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportDefinition;

/** The values of a report's rows as the readers of a workbook see them: display names in place of codes, phone numbers as they may. */
public final class ReadableValues {

    private final ColumnType[] types;
    private final PhoneNumberView numbers;
    private final boolean isAnyOther;

    public ReadableValues(ReportDefinition report, PhoneNumberView numbers) {
        this.types = report.columns().stream().map(ReportColumn::type).toArray(ColumnType[]::new);
        this.numbers = numbers;
        this.isAnyOther = report.columns().stream()
                .anyMatch(column -> column.type() == ColumnType.CODE
                        || (column.type() == ColumnType.PHONE && numbers == PhoneNumberView.MASKED));
    }

    /** A row, which stays as it is. */
    @Nullable public Object[] of(@Nullable Object[] row) {
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
