package vssledger.expected.line;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.ColumnRoles;
import vssledger.expected.file.ShortenedNumber;
import vssledger.platform.Ids;
import vssledger.platform.text.Spelling;
import vssledger.platform.text.Timestamps;

/** One line of a file, its fields by name, in whatever case and with whatever separators the file writes names. */
public final class Line {

    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    private static final int LONGEST_ID = 200;

    /** Of names that are asked for: a few, again and again. */
    private static final Map<String, String> ASKED = new ConcurrentHashMap<>();

    private final long number;
    private final Function<String, @Nullable String> fields;
    private final Rejections rejections;

    /** @param fields value by {@link ColumnRoles#plain} name; null where there is none */
    Line(long number, Function<String, @Nullable String> fields, Rejections rejections) {
        this.number = number;
        this.fields = fields;
        this.rejections = rejections;
    }

    public long number() {
        return number;
    }

    /** The first of these fields that says something; null where none does. */
    @Nullable public String text(String... names) {
        for (var name : names) {
            var value = Spelling.text(fields.apply(ASKED.computeIfAbsent(name, ColumnRoles::plain)));
            if (value != null) {
                if (value.indexOf('\0') < 0) {
                    return value;
                }
                reject(name, "", "it holds a NUL character");
            }
        }
        return null;
    }

    /** A phone number, as it is written; never one that a spreadsheet has shortened. */
    @Nullable public String phone(String name) {
        var value = text(name);
        if (value != null && ShortenedNumber.is(value)) {
            reject(
                    name,
                    value,
                    "a spreadsheet has shortened this number, and its last digits are lost; export the file again");
        }
        return value;
    }

    /** An identifier: text of a length that an index can hold; a UUID in lower case, by which it is compared. */
    @Nullable public String id(String name) {
        var value = phone(name);
        if (value != null && value.length() > LONGEST_ID) {
            reject(name, value, "no identifier; it is longer than " + LONGEST_ID + " characters");
        }
        return value == null ? null : Ids.key(value);
    }

    /** How an identifier is written, where that is not how it is compared; else null. */
    @Nullable public String spellingOfId(String name) {
        var value = text(name);
        return value == null || Ids.key(value).equals(value) ? null : value;
    }

    public String requiredId(String name) {
        required(name);
        var value = id(name);
        return value == null ? "" : value;
    }

    private String required(String... names) {
        var value = text(names);
        if (value == null) {
            reject(names[0], "", "it is empty, and every line needs one");
            return "";
        }
        return value;
    }

    @Nullable public Instant time(String... names) {
        var value = text(names);
        return value == null ? null : time(ZoneOffset.UTC, names[0], value);
    }

    public Instant requiredTime(String... names) {
        return requiredTime(ZoneOffset.UTC, names);
    }

    /**
     * Reads a time that has to be there.
     *
     * @param zone of a time that states no offset
     */
    public Instant requiredTime(ZoneId zone, String... names) {
        var value = required(names);
        return value.isEmpty() ? Instant.EPOCH : time(zone, names[0], value);
    }

    private Instant time(ZoneId zone, String name, String value) {
        var time = Timestamps.parse(value, zone).orElse(null);
        if (time == null) {
            reject(
                    name,
                    value,
                    "no time; write it as 2026-11-20T08:15:00Z or 2026-11-20 08:15:00 (then " + zone(zone) + ")");
            return Instant.EPOCH;
        }
        if (time.isAfter(rejections.latest())) {
            reject(
                    name,
                    value,
                    "it lies in the future, and no call does; correct the year, or the clock of this machine");
        }
        return time;
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** A number in decimals, exact. */
    @Nullable public BigDecimal decimal(String name) {
        var value = text(name);
        if (value == null) {
            return null;
        }
        try {
            var number = new BigDecimal(value);
            if (number.abs().compareTo(LARGEST) < 0 && number.scale() <= 20 && number.scale() >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as what is out of range
        }
        reject(name, value, "no amount; write it as 0.0375, with a point");
        return null;
    }

    /** A number of seconds, from 0; whole, be it written as 23 or 23.0. */
    @Nullable public Integer seconds(String name) {
        var value = text(name);
        if (value == null) {
            return null;
        }
        try {
            var number = new BigDecimal(value).intValueExact();
            if (number >= 0) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below, as what is below zero
        }
        reject(name, value, "no number of whole seconds");
        return null;
    }

    /** A whole number with or without a sign, be it written as -1011, −1011 or -1011.0; null for what is none. */
    @Nullable public Integer wholeNumber(String name) {
        var value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return new BigDecimal(value.replace('−', '-')).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    public int requiredSeconds(String name) {
        if (required(name).isEmpty()) {
            return 0;
        }
        var value = seconds(name);
        return value == null ? 0 : value;
    }

    public void reject(String column, String value, String demand) {
        rejections.add(new LineProblem(number, column, value, demand));
    }
}
