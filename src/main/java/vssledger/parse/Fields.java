package vssledger.parse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vssledger.platform.Spelling;
import vssledger.platform.Timestamps;

/**
 * A JSON object read the way that 8x8's pages demand: keys in either case of letters ({@code callA}, {@code CallA}),
 * numbers as strings and strings as numbers, the word {@code "null"} for nothing. What cannot be read so is null.
 */
record Fields(JsonNode node) {

    /** Far above any field of 8x8's, and below what an index of PostgreSQL takes. */
    private static final int LONGEST_TEXT = 512;

    private static final BigDecimal LARGEST = new BigDecimal("1000000000");

    /** The object at this key; null where there is none. */
    @Nullable Fields object(String key) {
        var value = value(key);
        return value != null && value.isObject() ? new Fields(value) : null;
    }

    Stream<Map.Entry<String, JsonNode>> entries() {
        return node.properties().stream();
    }

    /** Text that PostgreSQL can hold, at most {@value #LONGEST_TEXT} characters. */
    @Nullable String text(String key) {
        var text = fullText(key);
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** Text that is only worth something whole: null where it is longer than any identifier is. */
    @Nullable String identifier(String key) {
        var text = fullText(key);
        return text == null || text.length() <= LONGEST_TEXT ? text : null;
    }

    @Nullable String constant(String key) {
        return Spelling.constant(text(key));
    }

    @Nullable Instant time(String key) {
        return Timestamps.parse(text(key)).orElse(null);
    }

    @Nullable Integer integer(String key) {
        var number = decimal(key);
        return number == null || number.stripTrailingZeros().scale() > 0 ? null : number.intValueExact();
    }

    /** A count of something: null below zero. */
    @Nullable Integer count(String key) {
        var number = integer(key);
        return number == null || number < 0 ? null : number;
    }

    @Nullable BigDecimal decimal(String key) {
        var text = text(key);
        if (text == null || text.length() > 40) {
            return null;
        }
        try {
            var number = new BigDecimal(text);
            return number.scale() > 20 || number.scale() < -10 || number.abs().compareTo(LARGEST) > 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable String fullText(String key) {
        var value = value(key);
        return value == null || !value.isValueNode() || value.isNull()
                ? null
                : Spelling.text(storable(value.asString()));
    }

    private @Nullable JsonNode value(String key) {
        var exact = node.get(key);
        if (exact != null) {
            return exact;
        }
        return entries()
                .filter(e -> e.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** PostgreSQL's text has no NUL, and UTF-8 no half of a surrogate pair. */
    private static String storable(String text) {
        var clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        return clean.chars().noneMatch(c -> Character.isSurrogate((char) c))
                ? clean
                : clean.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
