package vssledger.fact;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call leg of a session, as stored in {@code fact.call_leg}.
 *
 * @param leg A, B, …
 * @param refId reference of the virtual number
 * @param callSeconds connected seconds, as 8x8 counts them
 * @param mos mean opinion score, 1.0 to 5.0
 */
public record LegFact(
        String leg,
        @Nullable String callId,
        @Nullable String direction,
        @Nullable String callType,
        @Nullable Instant initiatedAt,
        @Nullable Instant connectedAt,
        @Nullable Instant disconnectedAt,
        @Nullable String source,
        @Nullable String destination,
        @Nullable String sourceCountry,
        @Nullable String destinationCountry,
        @Nullable String refId,
        @Nullable String callStatus,
        @Nullable Integer callSeconds,
        @Nullable BigDecimal mos,
        @Nullable BigDecimal packetLossRate,
        @Nullable BigDecimal jitterMs) {}
