package vssledger.fact;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call leg of a session, as stored in {@code fact.call_leg}.
 *
 * @param leg A, B, …
 * @param sourceCountry ISO 3166-1 alpha-2; as stated, else that of the number
 * @param refId reference of the virtual number
 * @param callSeconds connected seconds, as 8x8 counts them; by the times where that count cannot be right
 * @param mos mean opinion score, 1.0 to 5.0
 * @param packetLossRate in percent
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
        @Nullable BigDecimal jitterMs) {

    private static final long LONGEST_SECONDS = 86_400;

    /** Whether it was ever connected. */
    public boolean isAnswered() {
        return connectedAt != null || (callSeconds != null && callSeconds > 0);
    }

    /** Whole seconds from its initiation until it was connected, or given up; null where the times do not tell. */
    public @Nullable Integer ringSeconds() {
        return secondsBetween(initiatedAt, isAnswered() ? connectedAt : disconnectedAt);
    }

    /** Whole seconds it was connected: by its times, else as 8x8 counts them. */
    public int talkSeconds() {
        var connected = secondsBetween(connectedAt, disconnectedAt);
        if (connected != null) {
            return connected;
        }
        return callSeconds == null ? 0 : callSeconds;
    }

    public @Nullable QualityBand qualityBand() {
        return QualityBand.of(mos);
    }

    public boolean isInbound() {
        return "INBOUND".equals(direction);
    }

    public boolean isOutbound() {
        return "OUTBOUND".equals(direction);
    }

    /** Whole seconds from one time to the other; null also where they are more than a day apart: then one of them is wrong. */
    public static @Nullable Integer secondsBetween(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null || to.isBefore(from)) {
            return null;
        }
        var seconds = Duration.between(from, to).toSeconds();
        return seconds > LONGEST_SECONDS ? null : (int) seconds;
    }
}
