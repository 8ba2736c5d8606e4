package vssledger.report.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** What the clocks of a zone show, without asking its rules and the calendar each time: times of one report lie close together. */
public final class ZoneClock {

    private final ZoneRules rules;
    private long from = 1;
    private long to;
    private int offset;
    private long day = Long.MIN_VALUE;
    private String dayText = "";

    public ZoneClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Seconds that clocks are ahead of UTC at a second since 1970. */
    public int offset(long second) {
        if (second < from || second >= to) {
            var time = Instant.ofEpochSecond(second);
            var next = rules.nextTransition(time);
            var previous = rules.previousTransition(time.plusSeconds(1));
            offset = rules.getOffset(time).getTotalSeconds();
            from = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
            to = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        }
        return offset;
    }

    /** A day since 1970 by ISO 8601. */
    public String day(long epochDay) {
        if (epochDay != day) {
            day = epochDay;
            dayText = LocalDate.ofEpochDay(epochDay).toString();
        }
        return dayText;
    }
}
