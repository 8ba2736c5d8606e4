package vssledger.report.csv;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import vssledger.report.MaskedNumber;
import vssledger.report.ReportProperties;
import vssledger.report.definition.ColumnType;
import vssledger.report.query.PhoneNumberView;
import vssledger.report.query.TimeText;
import vssledger.report.query.ZoneClock;

/** A number or time as a CSV file has it, made of PostgreSQL's text of it without objects in between. */
final class CsvValue {

    private static final int MONEY_DECIMALS = 2;
    private static final int SHARE_DECIMALS = 4;
    private static final int LONGEST = 40;
    private static final String DAY = "0000-00-00";

    private static final int SECONDS_A_DAY = 86_400;
    private static final int MICROS_A_SECOND = 1_000_000;

    private final ZoneClock times;
    private final byte[] bytes = new byte[2 * LONGEST];
    private int length;

    private final boolean isMasked;
    private final boolean isLocal;

    CsvValue(ZoneId zone, ReportProperties.Csv format) {
        this.times = new ZoneClock(zone);
        this.isMasked = format.numbers() == PhoneNumberView.MASKED;
        this.isLocal = format.times() == CsvTimes.LOCAL;
    }

    /**
     * Phone numbers masked or spaced.
     *
     * @return false where this value is one of those that are seldom, and was not taken
     */
    boolean take(ColumnType type, byte[] text, int start, int end) {
        length = 0;
        return end - start <= LONGEST
                && switch (type) {
                    case DECIMAL -> number(text, start, end, 0);
                    case MONEY -> number(text, start, end, MONEY_DECIMALS);
                    case PERCENT -> share(text, start, end);
                    case DATETIME -> time(text, start, end);
                    case PHONE -> isMasked ? masked(text, start, end) : spaced(text, start, end);
                    case TEXT, CODE, INTEGER, DURATION, DATE -> false;
                };
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** A whole number with a calling code, as {@link MaskedNumber} has it. */
    private boolean masked(byte[] text, int start, int end) {
        if (start == end || text[start] != '+' || !isDigits(text, start + 1, end)) {
            return false;
        }
        var code = MaskedNumber.callingCodeLength(text, start + 1, end);
        var national = start + 1 + code;
        if (code == 0 || end - national < MaskedNumber.SHORT) {
            return false;
        }
        put(text, start, national);
        put(' ');
        put(text[national]);
        var last = end - MaskedNumber.LAST;
        Arrays.fill(bytes, length, length + last - national - 1, (byte) '*');
        length += last - national - 1;
        put(' ');
        put(text, last, end);
        return true;
    }

    /** A whole number, as {@link CsvReport#spaced} has it. */
    private boolean spaced(byte[] text, int start, int end) {
        if (end - start <= CsvReport.SHORTEST_NUMBER || text[start] != '+' || !isDigits(text, start + 1, end)) {
            return false;
        }
        var code = MaskedNumber.callingCodeLength(text, start + 1, end);
        var national = start + 1 + (code == 0 ? 2 : code);
        put(text, start, national);
        put(' ');
        put(text, national, end);
        return true;
    }

    static boolean isDigits(byte[] text, int start, int end) {
        for (var i = start; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** As phone numbers are, with or without a plus. */
    static boolean isNumber(byte[] text, int start, int end) {
        return isDigits(text, start < end && text[start] == '+' ? start + 1 : start, end);
    }

    static boolean isDay(byte[] text, int start, int end) {
        if (end - start != DAY.length()) {
            return false;
        }
        for (var i = 0; i < DAY.length(); i++) {
            var b = text[start + i];
            if (DAY.charAt(i) == '-' ? b != '-' : b < '0' || b > '9') {
                return false;
            }
        }
        return true;
    }

    /** Not below zero: without zeros at its end, but with so many decimals at least. */
    private boolean number(byte[] text, int start, int end, int decimals) {
        var point = point(text, start, end);
        if (point < 0) {
            return false;
        }
        var last = end;
        while (last > point + 1 && text[last - 1] == '0') {
            last--;
        }
        put(text, start, point);
        fraction(text, point + 1, last, Math.max(decimals, last - point - 1));
        return true;
    }

    /** Not below zero, and not to be rounded up. */
    private boolean share(byte[] text, int start, int end) {
        var point = point(text, start, end);
        var next = point + 1 + SHARE_DECIMALS;
        if (point < 0 || (next < end && text[next] >= '5')) {
            return false;
        }
        put(text, start, point);
        fraction(text, point + 1, Math.min(end, next), SHARE_DECIMALS);
        return true;
    }

    /** Where it is, or would be; negative for what is no number, or not written as one. */
    private static int point(byte[] text, int start, int end) {
        var point = start;
        while (point < end && text[point] != '.') {
            point++;
        }
        var isPlain = isDigits(text, start, point) && (point == end || isDigits(text, point + 1, end));
        return isPlain ? point : -1;
    }

    private void fraction(byte[] text, int start, int end, int decimals) {
        if (decimals > 0) {
            put('.');
            put(text, start, Math.max(start, end));
            for (var i = Math.max(0, end - start); i < decimals; i++) {
                put('0');
            }
        }
    }

    /** In the zone, with its offset, with as many digits of a second as it has. */
    private boolean time(byte[] text, int start, int end) {
        long micros;
        try {
            micros = TimeText.micros(text, start, end);
        } catch (DateTimeException e) {
            return false;
        }
        var second = Math.floorDiv(micros, MICROS_A_SECOND);
        var offset = times.offset(second);
        var local = second + offset;
        var day = times.day(Math.floorDiv(local, SECONDS_A_DAY));
        if (day.length() != DAY.length()) {
            return false;
        }
        for (var i = 0; i < DAY.length(); i++) {
            put(day.charAt(i));
        }
        put(isLocal ? ' ' : 'T');
        clock(Math.floorMod(local, SECONDS_A_DAY));
        subSecond(Math.floorMod(micros, MICROS_A_SECOND));
        if (!isLocal) {
            put(offset < 0 ? '-' : '+');
            two(Math.abs(offset) / 3_600);
            put(':');
            two(Math.abs(offset) / 60 % 60);
        }
        return true;
    }

    private void clock(int second) {
        two(second / 3_600);
        put(':');
        two(second / 60 % 60);
        put(':');
        two(second % 60);
    }

    private void subSecond(int micros) {
        if (micros > 0) {
            put('.');
            for (int left = micros, unit = MICROS_A_SECOND / 10; left > 0; left %= unit, unit /= 10) {
                put('0' + left / unit);
            }
        }
    }

    private void two(int number) {
        put('0' + number / 10);
        put('0' + number % 10);
    }

    private void put(int b) {
        bytes[length++] = (byte) b;
    }

    private void put(byte[] text, int start, int end) {
        System.arraycopy(text, start, bytes, length, end - start);
        length += end - start;
    }
}
