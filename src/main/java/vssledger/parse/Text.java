package vssledger.parse;

/** Text that PostgreSQL can hold: without NUL, in whole characters. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

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

    /** Its first characters, none of them halved. */
    static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String repaired(String text) {
        return text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
