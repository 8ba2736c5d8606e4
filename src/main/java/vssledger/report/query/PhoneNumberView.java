package vssledger.report.query;

import org.jspecify.annotations.Nullable;
import vssledger.report.MaskedNumber;
import vssledger.report.definition.ColumnType;

/** Whether the readers of a file see phone numbers whole. */
public enum PhoneNumberView {
    /** As they are. */
    SHOWN,
    /** So that they can be told apart, but not called. */
    MASKED;

    /** This value of a type. */
    @Nullable public Object in(ColumnType type, @Nullable Object value) {
        return this == MASKED && type == ColumnType.PHONE && value instanceof String number
                ? MaskedNumber.of(number)
                : value;
    }
}
