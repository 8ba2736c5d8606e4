package vssledger.cli.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;

/** Dates as people type them: {@code 2026-11-20}, or a name that {@link DateRange#named} knows. */
final class DayNames {

    private DayNames() {}

    /**
     * From one to another, both included. A week or month alone is all of it; without an end it goes to yesterday, or
     * to its own beginning if that is later; without a beginning it is that one day.
     *
     * @return empty where neither is given
     * @throws UserException if one of them is no date
     */
    static Optional<DateRange> range(@Nullable String from, @Nullable String to, LocalDate today) {
        if (from == null && to == null) {
            return Optional.empty();
        }
        if (from == null) {
            return Optional.of(one(String.valueOf(to), today));
        }
        var first = one(from, today);
        if (to == null) {
            var yesterday = today.minusDays(1);
            return Optional.of(
                    first.from().equals(first.to()) && first.from().isBefore(yesterday)
                            ? new DateRange(first.from(), yesterday)
                            : first);
        }
        return Optional.of(new DateRange(first.from(), one(to, today).to()));
    }

    private static DateRange one(String text, LocalDate today) {
        return DateRange.named(text, today).orElseGet(() -> date(text));
    }

    private static DateRange date(String text) {
        try {
            return DateRange.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new UserException(
                    "\"" + text + "\" is no date. Write it as 2026-11-20, or yesterday, this-week, last-week,"
                            + " this-month, last-month.",
                    e);
        }
    }
}
