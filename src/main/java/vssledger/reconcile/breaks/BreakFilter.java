package vssledger.reconcile.breaks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Ids;

/**
 * Which breaks are wanted; null, or none, for any.
 *
 * @param states none for all but RESOLVED
 * @param olderThanDays that were first seen more than so many days ago
 * @param amountFrom with at least so much at stake, too much or too little, in whatever currency
 */
public record BreakFilter(
        Set<String> kinds,
        Set<BreakState> states,
        @Nullable String source,
        @Nullable String subAccountId,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Integer olderThanDays,
        @Nullable BigDecimal amountFrom) {

    public BreakFilter {
        subAccountId = Ids.keyOrNull(subAccountId);
    }

    /** All that are not resolved. */
    public static BreakFilter unresolved() {
        return new BreakFilter(Set.of(), Set.of(), null, null, null, null, null, null);
    }
}
