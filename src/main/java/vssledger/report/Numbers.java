package vssledger.report;

import org.jspecify.annotations.Nullable;

/** Whether the readers of a file see phone numbers whole. */
public enum Numbers {
    /** As they are. */
    SHOWN,
    /** So that they can be told apart, but not called. */
    MASKED;

    /** These values, in which phone numbers are as its readers may see them. */
    @Nullable Object[] in(ReportDefinition report, @Nullable Object[] values) {
        if (this == SHOWN) {
            return values;
        }
        var masked = values.clone();
        for (var i = 0; i < masked.length; i++) {
            masked[i] = in(report.columns().get(i).type(), masked[i]);
        }
        return masked;
    }

    /** This value of a type. */
    @Nullable Object in(ColumnType type, @Nullable Object value) {
        return this == MASKED && type == ColumnType.PHONE && value instanceof String number
                ? MaskedNumber.of(number)
                : value;
    }
}
