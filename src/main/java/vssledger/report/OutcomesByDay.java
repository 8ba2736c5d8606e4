package vssledger.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import vssledger.platform.DateRange;

/**
 * How many sessions ended in which way on each day.
 *
 * @param days each of which has a figure
 * @param sessions day by day, of each outcome that occurs
 */
public record OutcomesByDay(DateRange days, SortedMap<SessionOutcome, List<Long>> sessions) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    @JsonIgnore
    public boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** The sessions of some of its days that ended in this way. */
    public long sum(SessionOutcome outcome, DateRange some) {
        var first = (int) (some.from().toEpochDay() - days.from().toEpochDay());
        var last = (int) (some.to().toEpochDay() - days.from().toEpochDay());
        var each = sessions.getOrDefault(outcome, Collections.emptyList());
        return each.isEmpty()
                ? 0
                : each.subList(first, last + 1).stream()
                        .mapToLong(count -> count)
                        .sum();
    }

    /** All sessions of some of its days. */
    public long sum(DateRange some) {
        return sessions.keySet().stream()
                .mapToLong(outcome -> sum(outcome, some))
                .sum();
    }

    /** As a chart, whose title names its days. */
    public ChartValues chart() {
        return new ChartValues(
                "Sessions by outcome, " + days.inWords(),
                days.days().stream().map(DAY::format).toList(),
                sessions.entrySet().stream()
                        .map(each -> new ChartValues.Series(
                                each.getKey().title(),
                                each.getKey().colour(),
                                each.getValue().stream()
                                        .map(count -> Double.valueOf(count))
                                        .toList()))
                        .toList());
    }
}
