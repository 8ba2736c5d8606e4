package vssledger.parse.read;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import vssledger.fact.SessionSummary;

/**
 * What a delivery says, apart from how it is written and when it came.
 *
 * @param digest equal for deliveries that say the same, whatever their key order and white space
 * @param rank of two versions of a session, the one that sorts later, byte by byte, knows of more: of a later end, of later
 *     events, of more legs, of longer talk
 */
public record DeliveryContent(byte[] digest, byte[] rank) implements Comparable<DeliveryContent> {

    private static final int RANK_BYTES = 2 * Long.BYTES + Short.BYTES + Integer.BYTES;

    /** By rank; last, for a definite answer, by digest. */
    private static final Comparator<DeliveryContent> ORDER = Comparator.<DeliveryContent, byte[]>comparing(
                    DeliveryContent::rank, Arrays::compareUnsigned)
            .thenComparing(DeliveryContent::digest, Arrays::compareUnsigned);

    static DeliveryContent of(JsonObject envelope, SessionSummary summary) {
        return new DeliveryContent(CanonicalDigest.of(envelope), rank(summary));
    }

    boolean saysTheSameAs(DeliveryContent other) {
        return Arrays.equals(digest, other.digest);
    }

    public boolean isTheSameAs(DeliveryContent other) {
        return saysTheSameAs(other) && Arrays.equals(rank, other.rank);
    }

    @Override
    public int compareTo(DeliveryContent other) {
        return ORDER.compare(this, other);
    }

    private static byte[] rank(SessionSummary summary) {
        var lastEvent = 0L;
        for (var leg : summary.legs()) {
            lastEvent = Math.max(lastEvent, millis(leg.initiatedAt()));
            lastEvent = Math.max(lastEvent, millis(leg.connectedAt()));
            lastEvent = Math.max(lastEvent, millis(leg.disconnectedAt()));
        }
        return ByteBuffer.allocate(RANK_BYTES)
                .putLong(millis(summary.endTime()))
                .putLong(lastEvent)
                .putShort((short) Math.min(summary.legs().size(), Short.MAX_VALUE))
                .putInt(summary.totalCallSeconds())
                .array();
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? 0 : time.toEpochMilli();
    }
}
