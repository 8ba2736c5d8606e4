package vssledger.run.day;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a business day has come, and what lies in it.
 *
 * @param state how far it has come
 * @param stale whether something touched it since
 * @param failed whether the last run over it did not come to its end
 * @param waiting deliveries that arrived on this day and that no run has looked at
 * @param deliveries that tell of this day
 * @param expected sessions that some source expects on it
 * @param breaks open ones
 * @param runId the run that is at work on it, or else that carried it last; null where none did
 * @param atWork who is at work on it, in words; null where nobody is
 */
public record DayState(
        LocalDate day,
        State state,
        boolean stale,
        boolean failed,
        long waiting,
        long deliveries,
        long sessions,
        long quarantined,
        long expected,
        long breaks,
        @Nullable Long runId,
        @Nullable String atWork) {

    /** How far a day has come; {@code db/transform/run/day_state.sql} says when. */
    public enum State {
        NONE,
        CAPTURED,
        PARSED,
        RECONCILED,
        REPORTED,
        SENT,
        CLOSED
    }
}
