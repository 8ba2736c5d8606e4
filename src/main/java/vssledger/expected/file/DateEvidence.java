package vssledger.expected.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.AmountEvidence.Seen;
import vssledger.platform.Timestamps;

/** What the dates of a file tell of their order, all of them together; and how one is written plainly once it is known. */
final class DateEvidence {

    private static final int MONTHS = 12;
    private static final int HOURS = 12;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{1,2})"
            + "(?:[ T,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})([.,]\\d{1,9})?)?\\s*([AaPp])?(?:(?<=[AaPp])\\.?[Mm]\\.?)?)?"
            + "\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?");

    private @Nullable Seen ofDayFirst;
    private @Nullable Seen ofMonthFirst;
    private @Nullable Seen ofEither;
    private @Nullable Seen withoutSeconds;
    private boolean isPlain = true;
    private boolean isDotted = true;

    void add(long line, String column, String value) {
        if (Timestamps.parse(value).isPresent()) {
            return;
        }
        var parts = WRITTEN.matcher(value.strip());
        if (!parts.matches()) {
            return; // whatever it is, it stays as it is, and is told where it is no time
        }
        isPlain = false;
        var seen = new Seen(line, column, value);
        if (parts.group(7) == null && parts.group(5) != null) {
            withoutSeconds = withoutSeconds == null ? seen : withoutSeconds;
        }
        var first = Integer.parseInt(parts.group(1));
        var second = Integer.parseInt(parts.group(3));
        if (isYear(parts.group(1)) || first == second) {
            return;
        }
        isDotted &= parts.group(2).equals(".");
        if (first > MONTHS) {
            ofDayFirst = ofDayFirst == null ? seen : ofDayFirst;
        } else if (second > MONTHS) {
            ofMonthFirst = ofMonthFirst == null ? seen : ofMonthFirst;
        } else {
            ofEither = ofEither == null ? seen : ofEither;
        }
    }

    private static boolean isYear(String digits) {
        return digits.length() > 2;
    }

    /** The first date that can only begin with its day. */
    @Nullable Seen ofDayFirst() {
        return ofDayFirst;
    }

    /** The first date that can only begin with its month. */
    @Nullable Seen ofMonthFirst() {
        return ofMonthFirst;
    }

    /** The first date that may begin with either. */
    @Nullable Seen ofEither() {
        return ofEither;
    }

    /** The first time of day that ends with its minutes. */
    @Nullable Seen withoutSeconds() {
        return withoutSeconds;
    }

    /** Whether all times are written as on 8x8's own bills, in ISO 8601. */
    boolean isPlain() {
        return isPlain;
    }

    /** Whether points part the dates of either order: nobody writes a month first with points. */
    boolean isDotted() {
        return isDotted;
    }

    /** The time in ISO 8601; empty if it is none in this order. A date alone stays one: nobody knows its hour. */
    static Optional<String> plain(String value, DateOrder order) {
        if (Timestamps.parse(value).isPresent()) {
            return Optional.of(value);
        }
        var parts = WRITTEN.matcher(value.strip());
        if (!parts.matches() || (order == DateOrder.ISO && !isYear(parts.group(1)))) {
            return Optional.empty();
        }
        try {
            var time = parts.group(5) == null ? "" : " " + time(parts);
            return Optional.of(date(parts, order) + time + (parts.group(10) == null ? "" : parts.group(10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate date(Matcher parts, DateOrder order) {
        var first = Integer.parseInt(parts.group(1));
        var second = Integer.parseInt(parts.group(3));
        var third = Integer.parseInt(parts.group(4));
        if (isYear(parts.group(1))) {
            return LocalDate.of(first, second, third);
        }
        var year = isYear(parts.group(4)) ? third : 2000 + third;
        return order == DateOrder.DMY ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
    }

    private static String time(Matcher parts) {
        var hour = Integer.parseInt(parts.group(5));
        var half = parts.group(9);
        if (half != null) {
            if (hour == 0 || hour > HOURS) {
                throw new DateTimeException("no hour of half a day");
            }
            hour = hour % HOURS + (half.toUpperCase(Locale.ROOT).equals("P") ? HOURS : 0);
        }
        var seconds = parts.group(7) == null ? "00" : parts.group(7);
        return LocalTime.of(hour, Integer.parseInt(parts.group(6)), Integer.parseInt(seconds))
                        .format(DateTimeFormatter.ISO_LOCAL_TIME)
                + (parts.group(8) == null ? "" : parts.group(8).replace(',', '.'));
    }
}
