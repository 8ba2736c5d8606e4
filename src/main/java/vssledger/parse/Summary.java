package vssledger.parse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.SessionKey;

/**
 * What a Voice Session Summary says, in one spelling, before its product is known.
 *
 * @param legs in order of their letters
 */
record Summary(
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
        List<LegFact> legs) {

    Optional<LegFact> leg(String letter) {
        return legs.stream().filter(leg -> leg.leg().equals(letter)).findFirst();
    }

    int totalCallSeconds() {
        var seconds = legs.stream()
                .map(LegFact::callSeconds)
                .filter(java.util.Objects::nonNull)
                .mapToLong(Integer::longValue)
                .sum();
        return (int) Math.min(seconds, Integer.MAX_VALUE);
    }
}
