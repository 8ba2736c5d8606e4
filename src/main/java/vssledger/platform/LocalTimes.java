package vssledger.platform;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Says when a local time is, also on days on which the clocks are changed. */
public final class LocalTimes {

    private LocalTimes() {}

    /**
     * Returns the instant at which the clocks of a zone first show a local time. If the clocks are put forward over it, that is
     * the instant at which they are put forward; if they show it twice, it is the first time.
     */
    public static Instant first(LocalDateTime time, ZoneId zone) {
        var rules = zone.getRules();
        var change = rules.getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.toInstant(rules.getValidOffsets(time).get(0));
    }
}
