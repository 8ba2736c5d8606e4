package vssledger.expected.file;

import java.util.regex.Pattern;

/** A number as a spreadsheet shows one that is too long for it, as 6.59E+09: whoever saved it has lost its last digits. */
public final class ShortenedNumber {

    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?[eE]\\+\\d+");

    private ShortenedNumber() {}

    /** Whether the value is one. */
    public static boolean is(String value) {
        return value.indexOf('+', 1) > 0 && SCIENTIFIC.matcher(value).matches();
    }
}
