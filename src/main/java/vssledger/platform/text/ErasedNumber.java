package vssledger.platform.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/**
 * A phone number that is to be forgotten, and the word that takes its place: {@code erased:17:SG}, of which the middle tells
 * numbers apart and the end is the number's country, so that counts stay as they were.
 *
 * @param digits of the number, from its country code on
 * @param word in its place
 */
public record ErasedNumber(String digits, String word) {

    private static final String PREFIX = "erased:";
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final Pattern JSON_NUMBER = Pattern.compile("-?[0-9][0-9.eE+-]*");

    /**
     * To be told from other erased numbers, and with its country.
     *
     * @param distinction no other erased number has
     * @param country ISO 3166-1 alpha-2; null where it has none
     */
    public static ErasedNumber of(String digits, String distinction, @Nullable String country) {
        return new ErasedNumber(digits, PREFIX + distinction + (country == null ? "" : ":" + country));
    }

    /**
     * The digits of a number as people write it.
     *
     * @throws UserException if it is none in international form
     */
    public static String digits(String number) {
        var digits = number.replaceAll("[ ().-]", "").replaceFirst("^(\\+|00)", "");
        if (!digits.matches("[1-9][0-9]{" + (FEWEST_DIGITS - 1) + "," + (MOST_DIGITS - 1) + "}")) {
            throw new UserException(
                    "This is no phone number in international form. Write it as +6591234567, in quotes where it"
                            + " has spaces.");
        }
        return digits;
    }

    /** Whether this stands in the place of a number that was erased. */
    public static boolean isErased(String text) {
        return text.startsWith(PREFIX);
    }

    /** The country of a number that was erased, ISO 3166-1 alpha-2; null where it had none. */
    public static @Nullable String countryOf(String erased) {
        var at = erased.lastIndexOf(':');
        return at < PREFIX.length() ? null : erased.substring(at + 1);
    }

    /** Finds it in a text, however it is written; for Java and for PostgreSQL. */
    public String pattern() {
        return "(?<![0-9])(?:[+]|00)?"
                + digits.chars().mapToObj(Character::toString).collect(Collectors.joining("[ ().-]{0,2}"))
                + "(?![0-9])";
    }

    public String erasedFrom(String text) {
        return Pattern.compile(pattern()).matcher(text).replaceAll(Matcher.quoteReplacement(word));
    }

    /** The same of a JSON text, which stays one: where it stood as a number, the word stands as a string. */
    public String erasedFromJson(String json) {
        var out = new StringBuilder(json.length() + word.length());
        var at = 0;
        while (at < json.length()) {
            var end = json.charAt(at) == '"' ? endOfString(json, at) : endOfRest(json, at);
            var part = json.substring(at, end);
            out.append(json.charAt(at) == '"' ? erasedFrom(part) : erasedFromNumbers(part));
            at = end;
        }
        return out.toString();
    }

    private String erasedFromNumbers(String text) {
        return JSON_NUMBER
                .matcher(text)
                .replaceAll(number ->
                        number.group().equals(digits) ? Matcher.quoteReplacement('"' + word + '"') : number.group());
    }

    private static int endOfString(String json, int start) {
        for (var i = start + 1; i < json.length(); i++) {
            if (json.charAt(i) == '\\') {
                i++;
            } else if (json.charAt(i) == '"') {
                return i + 1;
            }
        }
        return json.length();
    }

    private static int endOfRest(String json, int start) {
        var end = json.indexOf('"', start);
        return end < 0 ? json.length() : end;
    }
}
