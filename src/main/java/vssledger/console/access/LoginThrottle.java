package vssledger.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Holds up whoever guesses: after five wrong passwords of a name, or fifty from an address, within five minutes. */
public final class LoginThrottle {

    public static final int MOST_OF_A_NAME = 5;
    public static final Duration SPAN = Duration.ofMinutes(5);

    private static final int MOST_OF_AN_ADDRESS = 50;
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new HashMap<>();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean holdsUp(String name, String address) {
        return recent(ofName(name)) >= MOST_OF_A_NAME || recent(ofAddress(address)) >= MOST_OF_AN_ADDRESS;
    }

    synchronized void failed(String name, String address) {
        if (failures.size() >= MOST_REMEMBERED) {
            failures.keySet().removeIf(key -> recent(failures.get(key)) == 0);
        }
        for (var key : new String[] {ofName(name), ofAddress(address)}) {
            if (failures.containsKey(key) || failures.size() < MOST_REMEMBERED) {
                failures.computeIfAbsent(key, k -> new ArrayDeque<>()).add(clock.instant());
            }
        }
    }

    synchronized void succeeded(String name) {
        failures.remove(ofName(name));
    }

    private int recent(String key) {
        return recent(failures.get(key));
    }

    private int recent(@org.jspecify.annotations.Nullable Deque<Instant> times) {
        if (times == null) {
            return 0;
        }
        var since = clock.instant().minus(SPAN);
        times.removeIf(time -> time.isBefore(since));
        return times.size();
    }

    private static String ofName(String name) {
        return "name " + name.strip().toLowerCase(Locale.ROOT);
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }
}
