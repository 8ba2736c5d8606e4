package vssledger.expected.file;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the numbers of a file tell of its decimal mark, all of them together; and how one is written plainly once it is known. */
final class AmountEvidence {

    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");

    private static final String CURRENCY = "(?:\\p{L}{0,3}\\p{Sc}|[A-Z]{3}|RM|Rp|kr|zł|Kč|Fr)";
    private static final Pattern DECORATED = Pattern.compile("(?<open>\\()?\\s*(?<before>[+-])?\\s*" + CURRENCY
            + "?\\s*(?<between>[+-])?\\s*(?<digits>[\\d.,][\\d., '\u2019]*?)\\s*" + CURRENCY
            + "?\\s*(?<after>-)?\\s*(?<close>\\))?");
    private static final Pattern NO_MARK_GROUPS = Pattern.compile("(?<=\\d)[ '\u2019](?=\\d{3}(?!\\d))");

    private static final Map<DecimalMark, Pattern> WRITTEN = new EnumMap<>(Map.of(
            DecimalMark.POINT, written(DecimalMark.POINT),
            DecimalMark.COMMA, written(DecimalMark.COMMA)));

    private @Nullable Seen ofComma;
    private @Nullable Seen ofPoint;
    private final Map<DecimalMark, Seen> ofEither = new EnumMap<>(DecimalMark.class);
    private boolean isPlain = true;

    /** A value of the file, where it stands. */
    record Seen(long line, String column, String value) {

        @Override
        public String toString() {
            return "\"" + value + "\" (line " + line + ", " + column + ")";
        }
    }

    private static Pattern written(DecimalMark mark) {
        var grouping = Pattern.quote(String.valueOf(mark.grouping()));
        return Pattern.compile("(?<whole>\\d*|[1-9]\\d{0,2}(?:" + grouping + "\\d{2,3})*" + grouping + "\\d{3})(?:"
                + Pattern.quote(String.valueOf(mark.mark())) + "(?<decimals>\\d*))?");
    }

    void add(long line, String column, String value) {
        var comma = plain(value, DecimalMark.COMMA);
        var point = plain(value, DecimalMark.POINT);
        isPlain &= PLAIN.matcher(value).matches() || (comma.isEmpty() && point.isEmpty());
        if (comma.equals(point)) {
            return;
        }
        var seen = new Seen(line, column, value);
        if (point.isEmpty()) {
            ofComma = ofComma == null ? seen : ofComma;
        } else if (comma.isEmpty()) {
            ofPoint = ofPoint == null ? seen : ofPoint;
        } else {
            ofEither.putIfAbsent(value.indexOf(',') < 0 ? DecimalMark.POINT : DecimalMark.COMMA, seen);
        }
    }

    /** The first number that can only have a decimal comma. */
    @Nullable Seen ofComma() {
        return ofComma;
    }

    /** The first number that can only have a decimal point. */
    @Nullable Seen ofPoint() {
        return ofPoint;
    }

    /** The first number, with this mark and three digits behind it, that is a thousand times as much if the mark groups thousands. */
    @Nullable Seen ofEither(DecimalMark mark) {
        return ofEither.get(mark);
    }

    /** Whether all numbers are written as on 8x8's own bills: digits with a decimal point. */
    boolean isPlain() {
        return isPlain;
    }

    /** The number in digits with a decimal point; empty if it is none with this mark. */
    static Optional<String> plain(String value, DecimalMark mark) {
        var text = value.replaceAll("[\\u00A0\\u202F\\u2007]", " ")
                .replace('\u2212', '-')
                .strip();
        var parts = DECORATED.matcher(text);
        if (!parts.matches() || (parts.group("open") == null) != (parts.group("close") == null)) {
            return Optional.empty();
        }
        var digits = NO_MARK_GROUPS.matcher(parts.group("digits")).replaceAll("");
        var number = Objects.requireNonNull(WRITTEN.get(mark)).matcher(digits);
        if (!number.matches()) {
            return Optional.empty();
        }
        var whole = number.group("whole").replace(String.valueOf(mark.grouping()), "");
        var decimals = number.group("decimals");
        if (whole.isEmpty() && (decimals == null || decimals.isEmpty())) {
            return Optional.empty();
        }
        var plain = (whole.isEmpty() ? "0" : whole) + (decimals == null || decimals.isEmpty() ? "" : "." + decimals);
        return signs(parts.group("open"), parts.group("before"), parts.group("between"), parts.group("after"))
                .map(sign -> sign + plain);
    }

    /** A minus or nothing; empty if there are several signs. */
    private static Optional<String> signs(@Nullable String... signs) {
        String one = null;
        for (var sign : signs) {
            if (sign != null && one != null) {
                return Optional.empty();
            }
            one = sign == null ? one : sign;
        }
        return Optional.of(one == null || one.equals("+") ? "" : "-");
    }
}
