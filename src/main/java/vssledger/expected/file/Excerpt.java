package vssledger.expected.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a file as it may be shown: shortened, without control characters, and without anybody's phone number. */
public final class Excerpt {

    /** A date, be it written 2026-11-20, 20.11.2026 or 20261120T, with or without a time of day. */
    private static final String TIME =
            "(?<![\\d+])(?:(?:19|20|21)\\d\\d(?<of>[-./])\\d\\d?\\k<of>\\d\\d?|\\d\\d?(?<or>[-./])\\d\\d?\\k<or>(?:19|20|21)\\d\\d)"
                    + "(?:(?:T| {1,2}|, ?)\\d\\d?[:.]\\d\\d(?:[:.]\\d\\d(?:[.,]\\d{1,9})?)?)?(?![ ().-]{0,3}\\d)"
                    + "|(?<![\\d+])(?:19|20|21)\\d{6}T\\d{4}(?:\\d\\d)?(?:[.,]\\d{1,9})?(?!\\d)"
                    + "|(?<![\\d+:])\\d\\d?:\\d\\d:\\d\\d[.,]\\d{1,9}(?![ ().-]{0,3}\\d)";

    /** Seven digits or more in one go, be they written +6591234567, 6591 234-567 or (65) 9123.4567. */
    private static final Pattern TIME_OR_NUMBER = Pattern.compile("(?<time>" + TIME + ")|\\d(?:[ ().-]{0,3}\\d){6,}");

    private static final int SHOWN_OF_NUMBER = 2;

    private Excerpt() {}

    /** The text's first so many characters; of a number only the first two digits and the last two, of a time all. */
    public static String of(String text, int longest) {
        // a number that the end cuts must be seen as one
        var start = text.substring(0, Math.min(text.length(), longest + 100)).replaceAll("\\p{Cntrl}", "?");
        var masked = TIME_OR_NUMBER
                .matcher(start)
                .replaceAll(found -> Matcher.quoteReplacement(
                        ((Matcher) found).group("time") == null ? masked(found.group()) : found.group()));
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
