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
            if (report.columns().get(i).type() == ColumnType.PHONE && masked[i] instanceof String number) {
                masked[i] = MaskedNumber.of(number);
            }
        }
        return masked;
    }
}
