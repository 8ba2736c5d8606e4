package vssledger.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * A session as it happened.
 *
 * @param clientRequestId null where no client started it over the API
 * @param errorCode null where there was no error
 * @param legs none where no call could be made
 */
record SampleSession(
        Product product,
        String subAccountId,
        String sessionId,
        @Nullable String clientRequestId,
        String status,
        Instant startTime,
        Instant endTime,
        String lastAction,
        @Nullable Integer errorCode,
        List<SampleLeg> legs) {

    boolean hasTalk() {
        return !legs.isEmpty() && legs.stream().allMatch(leg -> leg.seconds() > 10);
    }

    boolean isInbound() {
        return !legs.isEmpty() && legs.get(0).inbound();
    }

    /** What was known of it a little earlier: shorter, and ended earlier. */
    SampleSession shortened(int bySeconds) {
        var last = legs.get(legs.size() - 1);
        var shorter = new java.util.ArrayList<>(legs);
        shorter.set(legs.size() - 1, last.withSeconds(last.seconds() - bySeconds));
        return new SampleSession(
                product,
                subAccountId,
                sessionId,
                clientRequestId,
                status,
                startTime,
                endTime.minusSeconds(bySeconds),
                lastAction,
                errorCode,
                List.copyOf(shorter));
    }

    SampleSession withStatus(String other) {
        return new SampleSession(
                product,
                subAccountId,
                sessionId,
                clientRequestId,
                other,
                startTime,
                endTime,
                lastAction,
                errorCode,
                legs);
    }
}
