package vssledger.capture;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What is stored in one stroke, in order of arrival. Storing it again under the same id changes nothing. */
record Batch(UUID id, List<Received> items) {

    static Batch of(List<Received> items, Clock clock) {
        return new Batch(nextId(clock), List.copyOf(items));
    }

    /** A UUID of version 7: later ones are greater, so that the index of stored batches grows at its end only. */
    private static UUID nextId(Clock clock) {
        var random = ThreadLocalRandom.current();
        return new UUID(
                clock.millis() << 16 | 0x7000 | random.nextInt(0x1000),
                0x8000_0000_0000_0000L | random.nextLong() >>> 2);
    }
}
