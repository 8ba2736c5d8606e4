package vssledger.run.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;

/**
 * A run, in a line.
 *
 * @param late whether earlier days that late data touched, or that were missed, were wanted too
 * @param startedAt null where it has not begun
 * @param endedAt null while it runs, and where it died
 */
public record RunSummary(
        long id,
        DateRange range,
        boolean late,
        boolean reparse,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** How it stands with a run. */
    public enum State {
        /** At work. */
        RUNNING,
        /** RunOrigin to stop: it ends after its current chunk. */
        STOPPING,
        /** Came to its end. */
        COMPLETED,
        /** A step failed: the same days again go on from there. */
        FAILED,
        /** Was stopped: it can be restarted. */
        STOPPED,
        /** Its process ended without a word; the same days again go on from there. */
        DIED
    }
}
