package vssledger.report;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.regex.Pattern;

/** A phone number that can be told from others, but not called: {@code +6591238965} as {@code +65 9*** 8965}. */
public final class MaskedNumber {

    /** Digits that are shown at the end of a number that has so many at least, without its calling code. */
    public static final int LAST = 4;

    public static final int SHORT = 7;

    private static final int LONGEST_CALLING_CODE = 3;
    private static final Pattern MASKED = Pattern.compile("\\+?[0-9]{0,3} ?[0-9]?\\*+( [0-9]{4})?");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final BitSet CALLING_CODES = new BitSet();

    static {
        PhoneNumberUtil.getInstance().getSupportedCallingCodes().forEach(CALLING_CODES::set);
    }

    private MaskedNumber() {}

    /** The same for the same number; what is masked stays so, and what is no phone number loses all its digits. */
    public static String of(String number) {
        if (MASKED.matcher(number).matches()) {
            return number;
        }
        if (!isPlain(number)) {
            return DIGIT.matcher(number).replaceAll("*");
        }
        if (!number.startsWith("+")) {
            return ofNational(number);
        }
        var digits = number.substring(1);
        var code = callingCode(digits);
        return code.isEmpty()
                ? "+" + ofNational(digits)
                : "+" + code + " " + ofNational(digits.substring(code.length()));
    }

    private static boolean isPlain(String number) {
        var first = number.startsWith("+") ? 1 : 0;
        for (var i = first; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return number.length() > first;
    }

    private static String ofNational(String digits) {
        var length = digits.length();
        return length < SHORT
                ? "*".repeat(length)
                : digits.charAt(0) + "*".repeat(length - LAST - 1) + " " + digits.substring(length - LAST);
    }

    private static String callingCode(String digits) {
        var bytes = digits.getBytes(StandardCharsets.US_ASCII);
        return digits.substring(0, callingCodeLength(bytes, 0, bytes.length));
    }

    /** Of the calling code that these digits begin with; 0 if it is none. No calling code begins another one, or with a zero. */
    public static int callingCodeLength(byte[] digits, int start, int end) {
        var code = 0;
        for (var length = 1; length <= Math.min(LONGEST_CALLING_CODE, end - start); length++) {
            code = 10 * code + digits[start + length - 1] - '0';
            if (code == 0) {
                return 0;
            }
            if (CALLING_CODES.get(code)) {
                return length;
            }
        }
        return 0;
    }
}
