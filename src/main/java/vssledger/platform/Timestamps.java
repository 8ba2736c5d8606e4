package vssledger.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time stamps of 8x8 and of its exports: ISO 8601 with {@code T} or a blank, with or without a zone (then
 * UTC), with or without fractions of a second. Kept to the microsecond, as PostgreSQL does.
 */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("[XXX][XX][X]['UTC']")
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Years outside of these are typing errors, not times of calls. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final String PLAIN = "0000-00-00T00:00:00Z";

    private Timestamps() {}

    /** The time that the text states; empty where it states none. */
    public static Optional<Instant> parse(@Nullable String text) {
        return parse(text, ZoneOffset.UTC);
    }

    /**
     * The time that the text states; empty where it states none.
     *
     * @param zone of a text that states none
     */
    public static Optional<Instant> parse(@Nullable String text, ZoneId zone) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            if (isPlain(text)) {
                return plain(text).filter(Timestamps::isLikely);
            }
            var stripped = text.strip();
            var stated = FORMAT.parseBest(stripped, OffsetDateTime::from, LocalDateTime::from);
            var time = stated instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) stated)
                            .atZone(stripped.toUpperCase(Locale.ROOT).endsWith("UTC") ? ZoneOffset.UTC : zone)
                            .toInstant();
            return Optional.of(time.truncatedTo(ChronoUnit.MICROS)).filter(Timestamps::isLikely);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isLikely(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /** Whether it is written as nearly all are: {@code 2026-03-02T08:00:00Z}. */
    private static boolean isPlain(String text) {
        if (text.length() != PLAIN.length()) {
            return false;
        }
        for (var i = 0; i < PLAIN.length(); i++) {
            var c = text.charAt(i);
            if (PLAIN.charAt(i) == '0' ? c < '0' || c > '9' : c != PLAIN.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The same as the format would make of it, without the format's cost. @throws DateTimeException for no such day */
    private static Optional<Instant> plain(String text) {
        var day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        var hour = number(text, 11, 13);
        var minute = number(text, 14, 16);
        var second = number(text, 17, 19);
        return hour > 23 || minute > 59 || second > 59
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(day.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second));
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
