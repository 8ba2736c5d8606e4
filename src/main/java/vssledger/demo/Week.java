package vssledger.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import vssledger.platform.DateRange;

/** A week's starts of sessions: fewer at the weekend and by night, as the working day of South-East Asia goes. */
final class Week {

    static final DateRange DAYS = new DateRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 8));

    private static final int[] SESSIONS = {680, 700, 690, 670, 640, 380, 260};

    /** By hour of the day in UTC; Singapore's nine o'clock is UTC's one. */
    private static final int[] HOURS = {
        30, 70, 95, 100, 90, 60, 80, 95, 100, 90, 70, 45, 35, 30, 22, 14, 8, 5, 3, 2, 2, 3, 6, 14
    };

    private Week() {}

    /** In order. */
    static List<Instant> starts(SeededRandom chance) {
        var starts = new ArrayList<Instant>();
        var hours = 0;
        for (var weight : HOURS) {
            hours += weight;
        }
        for (var day : DAYS.days()) {
            var count = SESSIONS[DAYS.days().indexOf(day)];
            for (var n = 0; n < count; n++) {
                var left = chance.between(0, hours - 1);
                var hour = 0;
                while (left >= HOURS[hour]) {
                    left -= HOURS[hour++];
                }
                starts.add(day.atTime(hour, chance.between(0, 59), chance.between(0, 59))
                        .toInstant(ZoneOffset.UTC));
            }
        }
        starts.sort(null);
        return starts;
    }
}
