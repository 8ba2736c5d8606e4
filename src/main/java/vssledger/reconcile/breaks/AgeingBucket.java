package vssledger.reconcile.breaks;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Breaks of about the same age.
 *
 * @param age 0–1, 2–7, 8–30, 31–90 or &gt; 90 days since they were first seen
 * @param amountAtStake signed sum, of one currency; null where no money hangs on them
 */
public record AgeingBucket(
        String age,
        long breaks,
        @Nullable BigDecimal amountAtStake,
        @Nullable String currency) {}
