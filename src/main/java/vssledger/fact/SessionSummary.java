package vssledger.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Voice Session Summary says, in one spelling, whatever its product.
 *
 * @param status normalised; one never heard of as it came
 * @param legs in order of their letters
 * @param notes on what is strange about it
 */
public record SessionSummary(
        SessionKey key,
        String status,
        Instant startTime,
        @Nullable Instant endTime,
        @Nullable String lastAction,
        @Nullable Integer callCount,
        @Nullable Integer errorCode,
        @Nullable String errorMessage,
        @Nullable Integer schemaVersion,
        @Nullable String clientRequestId,
        List<LegFact> legs,
        List<SessionNote> notes) {

    public Optional<LegFact> leg(String letter) {
        return legs.stream().filter(leg -> leg.leg().equals(letter)).findFirst();
    }

    /** Connected seconds of all legs, as 8x8 counts them. */
    public int totalCallSeconds() {
        var seconds = 0L;
        for (var leg : legs) {
            seconds += leg.callSeconds() == null ? 0 : leg.callSeconds();
        }
        return (int) Math.min(seconds, Integer.MAX_VALUE);
    }

    /** The worst band of its legs; null where none has a score. */
    public @Nullable QualityBand qualityBand() {
        QualityBand worst = null;
        for (var leg : legs) {
            var band = leg.qualityBand();
            if (band != null && (worst == null || band.compareTo(worst) > 0)) {
                worst = band;
            }
        }
        return worst;
    }
}
