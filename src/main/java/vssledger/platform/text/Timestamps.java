package vssledger.platform.text;

import java.time.DateTimeException;
import java.time.Instant;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time stamps of 8x8 and of its exports: ISO 8601 with {@code T} or a blank, with or without a zone (then
 * UTC), with or without fractions of a second. Kept to the microsecond, as PostgreSQL does. What ISO 8601 allows but these
 * do not write is read, too: a comma before the fraction, the basic form without separators, and a leap second, which counts
 * as the second before it, so that it stays on its day.
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

    private static final Pattern BASIC_DATE = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})(?=[T ])");
    private static final Pattern BASIC_TIME = Pattern.compile("[T ]([0-9]{2})([0-9]{2})([0-9]{2})?(?![0-9:])");
    private static final Pattern LEAP_SECOND = Pattern.compile("(:59):60(?![0-9])");

    private static final String PLAIN = "0000-00-00 00:00:00";

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
                return plain(text, zone).filter(Timestamps::isLikely);
            }
            return stated(text.strip(), zone);
        } catch (DateTimeException e) {
            return parseUnusual(text, zone);
        }
    }

    /**
     * Whether a text that states a time is written in none of the forms that 8x8 and its exports are known to use.
     *
     * @param text of which {@link #parse} has made a time
     */
    public static boolean isUnusual(String text) {
        return text.indexOf(',') >= 0 || text.strip().charAt(4) != '-' || text.contains(":60");
    }

    private static Optional<Instant> parseUnusual(String text, ZoneId zone) {
        var usual = usual(text.strip().toUpperCase(Locale.ROOT));
        try {
            return stated(usual, zone);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same in the form that is usual. */
    private static String usual(String text) {
        var dated = BASIC_DATE.matcher(text);
        var usual = !dated.lookingAt()
                ? text
                : BASIC_TIME
                        .matcher(dated.replaceFirst("$1-$2-$3"))
                        .replaceFirst(time -> text.charAt(8) + time.group(1) + ":" + time.group(2) + ":"
                                + (time.group(3) == null ? "00" : time.group(3)));
        return LEAP_SECOND.matcher(usual.replace(',', '.')).replaceFirst("$1:59");
    }

    /** @throws DateTimeException if it states none */
    private static Optional<Instant> stated(String stripped, ZoneId zone) {
        var stated = FORMAT.parseBest(stripped, OffsetDateTime::from, LocalDateTime::from);
        var time = stated instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) stated)
                        .atZone(stripped.toUpperCase(Locale.ROOT).endsWith("UTC") ? ZoneOffset.UTC : zone)
                        .toInstant();
        return Optional.of(time.truncatedTo(ChronoUnit.MICROS)).filter(Timestamps::isLikely);
    }

    private static boolean isLikely(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /** Whether it is written as nearly all are: {@code 2026-03-02T08:00:00Z} in summaries, {@code 2026-03-02 08:00:00} on bills. */
    private static boolean isPlain(String text) {
        if (text.length() != PLAIN.length() && !(text.length() == PLAIN.length() + 1 && text.endsWith("Z"))) {
            return false;
        }
        for (var i = 0; i < PLAIN.length(); i++) {
            var c = text.charAt(i);
            var isRight = switch (PLAIN.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case ' ' -> c == ' ' || c == 'T';
                default -> c == PLAIN.charAt(i);
            };
            if (!isRight) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same as the format would make of it, without the format's cost.
     *
     * @throws DateTimeException for no such time
     */
    private static Optional<Instant> plain(String text, ZoneId zone) {
        var time = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
        return Optional.of(
                text.endsWith("Z") || zone.equals(ZoneOffset.UTC)
                        ? time.toInstant(ZoneOffset.UTC)
                        : time.atZone(zone).toInstant());
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
