package vssledger.reconcile.period;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A time that a month was closed, from {@code recon.closing}.
 *
 * @param figures how many were frozen
 * @param sha256 over them
 * @param reopenedAt null while it is closed
 */
public record Closing(
        long id,
        YearMonth month,
        Instant closedAt,
        String closedBy,
        @Nullable String note,
        long figures,
        String sha256,
        @Nullable Instant reopenedAt,
        @Nullable String reopenedBy,
        @Nullable String reopenNote) {

    /**
     * A figure that is otherwise now than it was frozen.
     *
     * @param section SESSIONS, RECONCILED, BILLED or BREAKS
     * @param item session status, outcome or kind of break
     * @param numberThen sessions, billed lines or breaks
     */
    public record Difference(
            LocalDate businessDay,
            String section,
            @Nullable String product,
            String subAccountId,
            @Nullable String source,
            @Nullable String item,
            @Nullable String currency,
            long numberThen,
            long numberNow,
            @Nullable Long secondsThen,
            @Nullable Long secondsNow,
            @Nullable BigDecimal amountThen,
            @Nullable BigDecimal amountNow) {}
}
