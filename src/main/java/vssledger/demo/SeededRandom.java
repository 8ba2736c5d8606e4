package vssledger.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** What the seed decides. */
final class SeededRandom {

    /** From the beginning of the Gregorian calendar to that of Unix time, in the 100 ns of version-1 UUIDs. */
    private static final long GREGORIAN = 0x01B21DD213814000L;

    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From one number to another, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** A number of seconds, short ones more often than long ones. */
    int seconds(int mean) {
        return (int) Math.min(mean * 8L, 1 + Math.round(-mean * Math.log1p(-random.nextInt(1_000_000) / 1_000_001.0)));
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of the keys, as often as its weight says. */
    <T> T weighted(Map<T, Integer> weights) {
        var left = random.nextInt(
                weights.values().stream().mapToInt(Integer::intValue).sum());
        for (var entry : weights.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no weights");
    }

    <T> List<T> shuffled(List<T> values) {
        var all = new ArrayList<>(values);
        for (var i = all.size() - 1; i > 0; i--) {
            all.set(i, all.set(random.nextInt(i + 1), all.get(i)));
        }
        return all;
    }

    /** An id as 8x8's are: a UUID of version 1, made of the time and of chance. */
    String uuid(Instant time) {
        var ticks = GREGORIAN + time.getEpochSecond() * 10_000_000 + random.nextInt(10_000_000);
        return String.format(
                Locale.ROOT,
                "%08x-%04x-1%03x-%04x-%012x",
                ticks & 0xFFFFFFFFL,
                ticks >>> 32 & 0xFFFF,
                ticks >>> 48 & 0xFFF,
                0x8000 | random.nextInt(0x4000),
                random.nextLong(1L << 48));
    }
}
