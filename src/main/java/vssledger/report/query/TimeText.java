package vssledger.report.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Points in time as PostgreSQL writes them: {@code 2026-11-20 10:00:00.12+00}, the offset with minutes and seconds if it has some. */
public final class TimeText {

    private static final int MICROS_A_SECOND = 1_000_000;

    private final byte[] text;
    private final int end;
    private int at;

    private TimeText(byte[] text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    public static Instant instant(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var micros = micros(bytes, 0, bytes.length);
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_A_SECOND), Math.floorMod(micros, MICROS_A_SECOND) * 1_000L);
    }

    /**
     * Since 1970.
     *
     * @throws DateTimeException for what is no such time, or has no offset
     */
    public static long micros(byte[] text, int start, int end) {
        return new TimeText(text, start, end).micros();
    }

    private long micros() {
        var day = LocalDate.of(number(4, 6), number('-', 2), number('-', 2)).toEpochDay();
        var seconds = number(' ', 2) * 3_600L + number(':', 2) * 60L + number(':', 2);
        var fraction = isAt('.') ? fraction() : 0;
        return (day * 86_400 + seconds - offset()) * MICROS_A_SECOND + fraction;
    }

    private int fraction() {
        var micros = 0;
        at++;
        for (var unit = MICROS_A_SECOND / 10; at < end && isDigit(text[at]); unit /= 10) {
            micros += unit * (text[at++] - '0');
        }
        return micros;
    }

    private int offset() {
        var isWest = isAt('-');
        var seconds = number(isWest ? '-' : '+', 2) * 3_600;
        if (at < end) {
            seconds += number(':', 2) * 60;
        }
        if (at < end) {
            seconds += number(':', 2);
        }
        if (at < end) {
            throw wrong(); // BC
        }
        return isWest ? -seconds : seconds;
    }

    private boolean isAt(char c) {
        return at < end && text[at] == c;
    }

    private int number(char before, int digits) {
        if (!isAt(before)) {
            throw wrong();
        }
        at++;
        return number(digits, digits);
    }

    private int number(int fewest, int most) {
        var number = 0;
        var start = at;
        while (at < end && at - start < most && isDigit(text[at])) {
            number = 10 * number + text[at++] - '0';
        }
        if (at - start < fewest) {
            throw wrong();
        }
        return number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static DateTimeException wrong() {
        return new DateTimeException("No time with an offset");
    }
}
