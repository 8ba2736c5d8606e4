package vssledger.run;

import org.jspecify.annotations.Nullable;
import vssledger.platform.actor.SystemUser;

/**
 * Who asked for a run, and how.
 *
 * @param who a user of this machine or of the console, or the schedule
 * @param why what is to be remembered of it
 * @param waits whether it waits for days that somebody else is at work on
 */
public record RunOrigin(String who, @Nullable String why, boolean waits) {

    /** By the user of this machine, who wants to know at once whether it goes. */
    public static RunOrigin here() {
        return new RunOrigin(SystemUser.current().account(), null, false);
    }

    public static RunOrigin bySchedule(String what) {
        return new RunOrigin("schedule", what, false);
    }

    /** The same, for this reason. */
    public RunOrigin because(@Nullable String reason) {
        return new RunOrigin(who, reason, waits);
    }

    /** The same, but it waits, or not. */
    public RunOrigin waiting(boolean wait) {
        return new RunOrigin(who, why, wait);
    }
}
