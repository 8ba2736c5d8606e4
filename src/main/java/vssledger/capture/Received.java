package vssledger.capture;

import org.jspecify.annotations.Nullable;

/**
 * What came, to be kept as it is.
 *
 * @param rejection why no delivery can be made of it; null for a delivery
 */
record Received(Arrival arrival, byte[] body, @Nullable String rejection) {

    static Received of(Body body, Arrival arrival) {
        return new Received(arrival, body.flaw() == null ? body.bytes() : body.sent(), body.flaw());
    }

    boolean isDelivery() {
        return rejection == null;
    }

    Received rejected(String reason) {
        return new Received(arrival, body, reason);
    }
}
