package vssledger.capture.store;

import org.jspecify.annotations.Nullable;

/**
 * What came, to be kept as it is.
 *
 * @param rejection why no delivery can be made of it; null for a delivery
 */
public record ReceivedDelivery(
        Arrival arrival, byte[] body, @Nullable String rejection) {

    public static ReceivedDelivery of(ReceivedBody body, Arrival arrival) {
        return new ReceivedDelivery(arrival, body.flaw() == null ? body.bytes() : body.sent(), body.flaw());
    }

    public boolean isDelivery() {
        return rejection == null;
    }

    ReceivedDelivery rejected(String reason) {
        return new ReceivedDelivery(arrival, body, reason);
    }
}
