package vssledger.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call leg as it happened.
 *
 * @param letter A, B, …
 * @param connectedAt null where nobody answered
 * @param seconds connected
 * @param mosTenths mean opinion score, times ten; null where its quality was not measured
 */
record SampleLeg(
        String letter,
        String callId,
        boolean inbound,
        String callType,
        Instant initiatedAt,
        @Nullable Instant connectedAt,
        Instant disconnectedAt,
        String source,
        Country sourceCountry,
        String destination,
        Country destinationCountry,
        String status,
        int seconds,
        @Nullable Integer mosTenths) {

    SampleLeg withSeconds(int other) {
        return new SampleLeg(
                letter,
                callId,
                inbound,
                callType,
                initiatedAt,
                connectedAt,
                disconnectedAt.plusSeconds(other - seconds),
                source,
                sourceCountry,
                destination,
                destinationCountry,
                status,
                other,
                mosTenths);
    }
}
