package vssledger.report;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Set;
import java.util.regex.Pattern;

/** A phone number that can be told from others, but not called: {@code +6591238965} as {@code +65 9*** 8965}. */
final class MaskedNumber {

    private static final int LAST = 4;
    private static final int SHORT = 7;
    private static final int LONGEST_CALLING_CODE = 3;
    private static final Pattern PLAIN = Pattern.compile("\\+?[0-9]+");
    private static final Pattern MASKED = Pattern.compile("\\+?[0-9]* ?[0-9]?\\*+( [0-9]{4})?");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Set<Integer> CALLING_CODES =
            PhoneNumberUtil.getInstance().getSupportedCallingCodes();

    private MaskedNumber() {}

    /** The same for the same number; what is masked stays so, and what is no phone number loses all its digits. */
    static String of(String number) {
        if (MASKED.matcher(number).matches()) {
            return number;
        }
        if (!PLAIN.matcher(number).matches()) {
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

    private static String ofNational(String digits) {
        var length = digits.length();
        return length < SHORT
                ? "*".repeat(length)
                : digits.charAt(0) + "*".repeat(length - LAST - 1) + " " + digits.substring(length - LAST);
    }

    /** No calling code begins another one. */
    private static String callingCode(String digits) {
        for (var length = 1; length <= Math.min(LONGEST_CALLING_CODE, digits.length()); length++) {
            if (CALLING_CODES.contains(Integer.valueOf(digits.substring(0, length)))) {
                return digits.substring(0, length);
            }
        }
        return "";
    }
}
