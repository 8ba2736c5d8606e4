package vssledger.parse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vssledger.fact.NoteCode;
import vssledger.platform.Spelling;
import vssledger.platform.Timestamps;

/**
 * A JSON object read the way that 8x8's pages demand: keys in either case of letters ({@code callA}, {@code CallA}),
 * numbers as strings and strings as numbers, the word {@code "null"} for nothing. What cannot be read so is null, and
 * noted.
 *
 * @param path what stands before the name of a field of this object in a note, such as {@code callA.}
 */
record Fields(JsonNode node, String path, Notes notes) {

    /** Far above any field of 8x8's, and below what an index of PostgreSQL takes. */
    private static final int LONGEST_TEXT = 512;

    private static final int LONGEST_NUMBER = 40;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000");

    /** The object at this key; null where there is none. */
    @Nullable Fields object(String key) {
        var value = value(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isObject()) {
            return new Fields(value, path + key + ".", notes);
        }
        if (!value.isValueNode() || Spelling.text(value.asString()) != null) {
            note(NoteCode.TYPE_UNEXPECTED, key, value.toString());
        }
        return null;
    }

    Stream<Map.Entry<String, JsonNode>> entries() {
        return node.properties().stream();
    }

    /** Notes the fields that are none of these. */
    void noteOthersThan(Set<String> known) {
        for (var entry : node.properties()) {
            var name = entry.getKey();
            if (!known.contains(name) && known.stream().noneMatch(name::equalsIgnoreCase)) {
                note(
                        NoteCode.FIELD_UNKNOWN,
                        Text.storable(name),
                        entry.getValue().toString());
            }
        }
    }

    /** Text that PostgreSQL can hold, at most {@value #LONGEST_TEXT} characters. */
    @Nullable String text(String key) {
        var value = scalar(key);
        if (value != null && !value.isString()) {
            note(NoteCode.TYPE_UNEXPECTED, key, value.asString());
        }
        return text(key, value);
    }

    /** Text that is only worth something whole: null where it is longer than any identifier is. */
    @Nullable String identifier(String key) {
        var value = scalar(key);
        if (value != null && !value.isString()) {
            note(NoteCode.TYPE_UNEXPECTED, key, value.asString());
        }
        return value == null || value.asString().length() <= LONGEST_TEXT ? text(key, value) : null;
    }

    /** A text or a number, where either is right. */
    @Nullable String textOrNumber(String key) {
        return text(key, scalar(key));
    }

    @Nullable String constant(String key) {
        return Spelling.constant(text(key));
    }

    /** A status, normalised; one never heard of as it came. */
    @Nullable String status(String key) {
        var said = text(key);
        var status = Spelling.status(said);
        if (status != null && !Spelling.isStatus(status)) {
            note(NoteCode.STATUS_UNKNOWN, key, said);
        }
        return status;
    }

    @Nullable Instant time(String key) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        var time = Timestamps.parse(text).orElse(null);
        if (time == null) {
            note(NoteCode.TIME_UNREADABLE, key, text);
        }
        return time;
    }

    @Nullable Integer integer(String key) {
        var number = decimal(key);
        if (number != null && number.stripTrailingZeros().scale() > 0) {
            note(NoteCode.NUMBER_UNREADABLE, key, number.toPlainString());
            return null;
        }
        return number == null ? null : number.intValueExact();
    }

    /** A count of something: null below zero. */
    @Nullable Integer count(String key) {
        var number = integer(key);
        if (number != null && number < 0) {
            note(NoteCode.NEGATIVE, key, number.toString());
            return null;
        }
        return number;
    }

    @Nullable BigDecimal decimal(String key) {
        var value = scalar(key);
        var text = text(key, value);
        if (value == null || text == null) {
            return null;
        }
        var number = text.length() > LONGEST_NUMBER ? null : number(text);
        if (number == null) {
            note(NoteCode.NUMBER_UNREADABLE, key, text);
        } else if (!value.isNumber()) {
            note(NoteCode.TYPE_UNEXPECTED, key, text);
        }
        return number;
    }

    /** A decimal on a scale: null outside of it. */
    @Nullable BigDecimal decimal(String key, BigDecimal lowest, @Nullable BigDecimal highest) {
        var number = decimal(key);
        if (number != null && (number.compareTo(lowest) < 0 || (highest != null && number.compareTo(highest) > 0))) {
            note(NoteCode.OUT_OF_RANGE, key, number.toPlainString());
            return null;
        }
        return number;
    }

    void note(NoteCode code, String key, @Nullable String value) {
        notes.add(code, path + key, value);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            var number = new BigDecimal(text);
            return number.scale() > 20 || number.scale() < -10 || number.abs().compareTo(LARGEST) > 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable String text(String key, @Nullable JsonNode scalar) {
        if (scalar == null) {
            return null;
        }
        var raw = scalar.asString();
        var storable = Text.storable(raw);
        var text = Spelling.text(storable);
        if (text == null) {
            return null;
        }
        if (!storable.equals(raw)) {
            note(NoteCode.TEXT_REPAIRED, key, raw);
        }
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        note(NoteCode.TEXT_SHORTENED, key, text);
        return Text.beginning(text, LONGEST_TEXT);
    }

    private @Nullable JsonNode scalar(String key) {
        var value = value(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            note(NoteCode.TYPE_UNEXPECTED, key, value.toString());
            return null;
        }
        return value;
    }

    private @Nullable JsonNode value(String key) {
        var exact = node.get(key);
        if (exact != null) {
            return exact;
        }
        for (var entry : node.properties()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
