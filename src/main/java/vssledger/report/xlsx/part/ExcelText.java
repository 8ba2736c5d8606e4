package vssledger.report.xlsx.part;

import java.util.regex.Pattern;

/** Text in a workbook, in which {@code _x0041_} stands for the character of this number: what is meant literally is written otherwise. */
public final class ExcelText {

    /** An underscore that begins no such escape. */
    static final String ESCAPED_UNDERSCORE = "_x005F_";

    private static final int LENGTH = ESCAPED_UNDERSCORE.length();
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private ExcelText() {}

    /** Whether what begins at this underscore would be read as another character. */
    static boolean isEscape(String text, int index) {
        if (index + LENGTH > text.length() || text.charAt(index + 1) != 'x' || text.charAt(index + LENGTH - 1) != '_') {
            return false;
        }
        for (var i = index + 2; i < index + LENGTH - 1; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The text as it has to be given to POI, so that a reader sees it as it is. */
    public static String literal(String text) {
        return text.indexOf('_') < 0 ? text : ESCAPE.matcher(text).replaceAll(ESCAPED_UNDERSCORE);
    }
}
