package vssledger.expected;

import java.util.regex.Pattern;

/** Text of a file as it may be shown: shortened, without control characters, and without anybody's phone number. */
final class Excerpt {

    /** Seven digits or more in one go, be they written +6591234567, 6591 234-567 or (65) 9123.4567. */
    private static final Pattern NUMBER = Pattern.compile("\\d(?:[ ().-]{0,3}\\d){6,}");

    private static final Pattern DATE = Pattern.compile("(?:19|20)\\d\\d-\\d\\d?-\\d\\d?(?: \\d\\d?)?");

    private static final int SHOWN_OF_NUMBER = 2;

    private Excerpt() {}

    /** The text's first so many characters; of a number only the first two digits and the last two. */
    static String of(String text, int longest) {
        // a number that the end cuts must be seen as one
        var start = text.substring(0, Math.min(text.length(), longest + 100)).replaceAll("\\p{Cntrl}", "?");
        var masked = NUMBER.matcher(start)
                .replaceAll(found -> DATE.matcher(found.group()).matches() ? found.group() : masked(found.group()));
        return text.length() > longest ? masked.substring(0, longest) + "…" : masked;
    }

    private static String masked(String number) {
        var digits = number.chars().filter(Character::isDigit).count();
        var masked = new StringBuilder(number);
        var digit = 0;
        for (var i = 0; i < number.length(); i++) {
            if (Character.isDigit(number.charAt(i))) {
                digit++;
                if (digit > SHOWN_OF_NUMBER && digit <= digits - SHOWN_OF_NUMBER) {
                    masked.setCharAt(i, '*');
                }
            }
        }
        return masked.toString();
    }
}
