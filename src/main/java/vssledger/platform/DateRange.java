package vssledger.platform;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Business days from one to another, both included. */
public record DateRange(LocalDate from, LocalDate to) {

    public DateRange {
        if (from.isAfter(to)) {
            throw new UserException(
                    "The range ends (" + to + ") before it begins (" + from + "). Swap --from and --to.");
        }
    }

    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
    }

    /**
     * A range by its name, as seen on a day: {@code today}, {@code yesterday}, {@code this-week} and {@code this-month} (up to
     * that day), {@code last-week} (Monday to Sunday), {@code last-month}. Empty for any other word.
     */
    public static Optional<DateRange> named(String word, LocalDate today) {
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var first = today.withDayOfMonth(1);
        return Optional.ofNullable(
                switch (word) {
                    case "today" -> of(today);
                    case "yesterday" -> of(today.minusDays(1));
                    case "this-week" -> new DateRange(monday, today);
                    case "last-week" -> new DateRange(monday.minusWeeks(1), monday.minusDays(1));
                    case "this-month" -> new DateRange(first, today);
                    case "last-month" -> new DateRange(first.minusMonths(1), first.minusDays(1));
                    default -> null;
                });
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** The smallest range that holds all these days. */
    public static DateRange spanning(Stream<LocalDate> days) {
        var sorted = days.sorted().toList();
        return new DateRange(sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** For people: {@code 2026-11-20}, or {@code 2026-11-01 to 2026-11-30}. */
    public String inWords() {
        return from.equals(to) ? from.toString() : from + " to " + to;
    }

    /** As folders are named: {@code 2026-11-01_2026-11-30}. */
    @Override
    public String toString() {
        return from + "_" + to;
    }
}
