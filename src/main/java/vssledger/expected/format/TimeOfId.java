package vssledger.expected.format;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads the time out of a UUID that was made of it: version 1, as 8x8's ids are in its examples. */
final class TimeOfId {

    /** Tenths of a microsecond from the beginning of the Gregorian calendar, from which these ids count, to 1970. */
    private static final long GREGORIAN = 0x01b21dd213814000L;

    private static final long PER_SECOND = 10_000_000;

    private TimeOfId() {}

    /** When an id was made; empty if it does not tell. */
    static Optional<Instant> of(String id) {
        if (id.length() != 36) {
            return Optional.empty();
        }
        try {
            var uuid = UUID.fromString(id);
            if (uuid.version() != 1 || uuid.variant() != 2) {
                return Optional.empty();
            }
            var time = uuid.timestamp() - GREGORIAN;
            return Optional.of(
                    Instant.ofEpochSecond(Math.floorDiv(time, PER_SECOND), Math.floorMod(time, PER_SECOND) * 100));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
