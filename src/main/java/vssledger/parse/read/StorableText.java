package vssledger.parse.read;

import java.util.Locale;

/** StorableText that PostgreSQL can hold: without NUL, in whole characters. */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The same text, with U+FFFD for NUL and for halves of surrogate pairs. */
    static String storable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\0' || Character.isSurrogate(c)) {
                return repaired(text);
            }
        }
        return text;
    }

    /**
     * The same text, with U+FFFD and its code in four hexadecimal digits for each NUL and half of a surrogate pair, and for
     * U+FFFD itself: no two texts become the same.
     */
    static String distinct(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\0' || c == REPLACEMENT || Character.isSurrogate(c)) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (isUnstorable(c) || c == REPLACEMENT) {
                escaped.append(REPLACEMENT).append(String.format(Locale.ROOT, "%04x", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isUnstorable(int c) {
        return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Its first characters, none of them halved. */
    static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String repaired(String text) {
        return text.codePoints()
                .map(c -> isUnstorable(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
