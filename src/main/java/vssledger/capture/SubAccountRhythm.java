package vssledger.capture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a subaccount's webhooks come.
 *
 * @param lastAt arrival of the last one
 * @param lastDay webhooks in the last 24 hours, by whole hours
 * @param silence null where it is not silent, as far as its usual rhythm tells
 */
public record SubAccountRhythm(
        String subAccountId,
        Instant lastAt,
        long lastDay,
        @Nullable Silence silence) {

    /**
     * No webhook came in a time in which some always did.
     *
     * @param usual the fewest webhooks that came at the same time of the weeks before
     */
    public record Silence(long usual) {}
}
