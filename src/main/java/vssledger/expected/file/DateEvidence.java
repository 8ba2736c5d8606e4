package vssledger.expected.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.AmountEvidence.Seen;
import vssledger.platform.text.Timestamps;

/** What the dates of a file tell of their order, all of them together; and how one is written plainly once it is known. */
final class DateEvidence {

    private static final int MONTHS = 12;
    private static final int HOURS = 12;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{1,2})"
            + "(?:[ T,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})([.,]\\d{1,9})?)?\\s*([AaPp])?(?:(?<=[AaPp])\\.?[Mm]\\.?)?)?"
            + "\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?");

    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String MONTH_STARTS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int MONTH_START = 3;
    private static final String WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?";
    private static final String GAP = "[\\s./-]*";

    /** {@code 20-Nov-2026}, {@code Fri, 20 November 2026}. */
    private static final Pattern DAY_AND_NAME = named(WEEKDAY + "(?<day>\\d{1,2})(?:st|nd|rd|th)?" + GAP + "(?<month>"
            + MONTH + "),?" + GAP + "(?<year>\\d{4}|\\d{2})");

    /** {@code Nov 20, 2026}. */
    private static final Pattern NAME_AND_DAY = named(WEEKDAY + "(?<month>" + MONTH + ")" + GAP
            + "(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,\\s*|[\\s./-]+)(?<year>\\d{4}|\\d{2})");

    /** {@code 2026-Nov-20}. */
    private static final Pattern YEAR_AND_NAME =
            named("(?<year>\\d{4})" + GAP + "(?<month>" + MONTH + ")" + GAP + "(?<day>\\d{1,2})");

    private @Nullable Seen ofName;
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
        var written = value.strip();
        var inNumbers = inNumbers(written);
        var parts = WRITTEN.matcher(inNumbers);
        if (!parts.matches()) {
            return; // whatever it is, it stays as it is, and is told where it is no time
        }
        isPlain = false;
        var seen = new Seen(line, column, value);
        if (parts.group(7) == null && parts.group(5) != null) {
            withoutSeconds = withoutSeconds == null ? seen : withoutSeconds;
        }
        if (!inNumbers.equals(written)) {
            ofName = ofName == null ? seen : ofName;
        } else if (!isYear(parts.group(1))) {
            addOrder(seen, parts);
        }
    }

    private void addOrder(Seen seen, Matcher parts) {
        var first = Integer.parseInt(parts.group(1));
        var second = Integer.parseInt(parts.group(3));
        if (first == second) {
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

    private static Pattern named(String pattern) {
        return Pattern.compile("(?i)" + pattern + "(?!\\d)(?<rest>.*)");
    }

    /** A date with the English name of its month as one of numbers, the year first; what is none stays as it is. */
    private static String inNumbers(String value) {
        for (var pattern : List.of(DAY_AND_NAME, NAME_AND_DAY, YEAR_AND_NAME)) {
            var parts = pattern.matcher(value);
            if (parts.matches()) {
                var year = parts.group("year");
                var start = parts.group("month").substring(0, MONTH_START).toLowerCase(Locale.ROOT);
                return (isYear(year) ? year : "20" + year) + "-" + (MONTH_STARTS.indexOf(start) / MONTH_START + 1) + "-"
                        + parts.group("day") + parts.group("rest");
            }
        }
        return value;
    }

    /** The first date with the name of its month. */
    @Nullable Seen ofName() {
        return ofName;
    }

    /** Whether a date is written in numbers whose order has to be known. */
    boolean hasOrder() {
        return ofDayFirst != null || ofMonthFirst != null || ofEither != null;
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
        var parts = WRITTEN.matcher(inNumbers(value.strip()));
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
