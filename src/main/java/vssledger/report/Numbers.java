package vssledger.report;

import org.jspecify.annotations.Nullable;

/** Whether the readers of a file see phone numbers whole. */
public enum Numbers {
    /** As they are. */
    SHOWN,
    /** So that they can be told apart, but not called. */
    MASKED;

    /** This value of a type. */
    @Nullable Object in(ColumnType type, @Nullable Object value) {
        return this == MASKED && type == ColumnType.PHONE && value instanceof String number
                ? MaskedNumber.of(number)
                : value;
    }
}
