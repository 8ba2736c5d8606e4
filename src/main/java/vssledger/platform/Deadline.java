package vssledger.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limit of a wait: until when something is waited for, and what that is. No loop of the program waits without one. */
public final class Deadline {

    private final Duration limit;
    private final String awaited;
    private final String advice;
    private final long endsAt;

    private Deadline(Duration limit, String awaited, String advice) {
        this.limit = limit;
        this.awaited = awaited;
        this.advice = advice;
        this.endsAt = System.nanoTime() + limit.toNanos();
    }

    /**
     * A wait that begins now.
     *
     * @param limit how long it may take
     * @param awaited what is waited for, such as {@code the end of the import that is at work}
     * @param advice what the user should do if it does not come, as a sentence
     */
    public static Deadline after(Duration limit, String awaited, String advice) {
        return new Deadline(limit, awaited, advice);
    }

    /**
     * Waits before the next attempt.
     *
     * @param time between two attempts
     * @throws WaitedTooLongException if the limit is reached, or the thread is interrupted
     */
    public void pause(Duration time) {
        if (System.nanoTime() - endsAt >= 0) {
            throw new WaitedTooLongException(
                    "Waited " + inWords(limit) + " in vain for " + awaited + ". " + advice, null);
        }
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new WaitedTooLongException("The wait for " + awaited + " was ended.", null);
        }
    }

    /** Such as {@code 1 h 30 min}. */
    private static String inWords(Duration time) {
        return Stream.of(
                        part(time.toHours(), "h"),
                        part(time.toMinutesPart(), "min"),
                        part(time.toSecondsPart(), "s"),
                        part(time.toMillisPart(), "ms"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> part(long number, String unit) {
        return number == 0 ? Optional.empty() : Optional.of(number + " " + unit);
    }
}
