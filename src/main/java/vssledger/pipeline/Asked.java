package vssledger.pipeline;

import org.jspecify.annotations.Nullable;
import vssledger.platform.actor.SystemUser;

/**
 * Who asked for a run, and how.
 *
 * @param who a user of this machine or of the console, or the schedule
 * @param why what is to be remembered of it
 * @param waits whether it waits for days that somebody else is at work on
 */
public record Asked(String who, @Nullable String why, boolean waits) {

    /** By the user of this machine, who wants to know at once whether it goes. */
    public static Asked here() {
        return new Asked(SystemUser.current().account(), null, false);
    }

    static Asked bySchedule(String what) {
        return new Asked("schedule", what, false);
    }

    /** The same, for this reason. */
    public Asked because(@Nullable String reason) {
        return new Asked(who, reason, waits);
    }

    /** The same, but it waits, or not. */
    public Asked waiting(boolean wait) {
        return new Asked(who, why, wait);
    }
}
