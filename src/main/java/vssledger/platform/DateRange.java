package vssledger.platform;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Business days from one to another, both included. */
public record DateRange(LocalDate from, LocalDate to) {

    public DateRange {
        if (from.isAfter(to)) {
            throw new UserError("The range ends (" + to + ") before it begins (" + from + "). Swap --from and --to.");
        }
    }

    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
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
