package vssledger.capture.store;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What is stored in one stroke, in order of arrival. Storing it again under the same id changes nothing. */
public record DeliveryBatch(UUID id, List<ReceivedDelivery> items) {

    public static DeliveryBatch of(List<ReceivedDelivery> items, Clock clock) {
        return new DeliveryBatch(nextId(clock), List.copyOf(items));
    }

    /** A UUID of version 7: later ones are greater, so that the index of stored batches grows at its end only. */
    private static UUID nextId(Clock clock) {
        var random = ThreadLocalRandom.current();
        return new UUID(
                clock.millis() << 16 | 0x7000 | random.nextInt(0x1000),
                0x8000_0000_0000_0000L | random.nextLong() >>> 2);
    }
}
