package vssledger.parse.read;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a number in E.164 tells of itself: whether its country has numbers of that length, and which country it is. */
public final class PhoneNumbers {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final Set<Integer> CALLING_CODES = PLANS.getSupportedCallingCodes();
    private static final Map<Integer, Boolean> POSSIBLE = new ConcurrentHashMap<>();
    private static final Set<String> COUNTRIES = countries();
    private static final String NO_COUNTRY = "001";
    private static final int LONGEST = 15;
    private static final int SHORTEST = 7;
    private static final int LONGEST_CALLING_CODE = 3;

    private PhoneNumbers() {}

    /** Those of ISO 3166-1, and those that numbers have beside it, such as XK: what can be told from a number can be stated. */
    private static Set<String> countries() {
        var countries = new HashSet<>(Arrays.asList(Locale.getISOCountries()));
        countries.addAll(PLANS.getSupportedRegions());
        return Set.copyOf(countries);
    }

    /** The number of a text in E.164, as {@code +6591234567}; empty where it is none that any country could have. */
    public static Optional<PhoneNumber> read(String text) {
        if (text.length() <= SHORTEST
                || text.length() > LONGEST + 1
                || text.charAt(0) != '+'
                || !isDigits(text)
                || text.charAt(1) == '0') {
            return Optional.empty();
        }
        for (var length = 1; length <= LONGEST_CALLING_CODE; length++) {
            var code = Integer.parseInt(text, 1, 1 + length, 10);
            if (CALLING_CODES.contains(code)) {
                var number = number(code, text.substring(1 + length));
                return isPossible(number, text.length()) ? Optional.of(number) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /** Its country, ISO 3166-1 alpha-2 or as is usual beside it (XK for Kosovo); null where that cannot be told, or it is no country's. */
    static @Nullable public String country(PhoneNumber number) {
        var regions = PLANS.getRegionCodesForCountryCode(number.getCountryCode());
        var region = regions.size() == 1 ? regions.get(0) : PLANS.getRegionCodeForNumber(number);
        return region == null || region.equals(NO_COUNTRY) ? null : region;
    }

    /** Whether numbers of this country begin as this one does. Countries without a plan of their own share another's. */
    static boolean mayBeOf(PhoneNumber number, String country) {
        var code = PLANS.getCountryCodeForRegion(country);
        return code == 0 || code == number.getCountryCode();
    }

    private static PhoneNumber number(int callingCode, String rest) {
        var number = new PhoneNumber().setCountryCode(callingCode).setNationalNumber(Long.parseLong(rest));
        var zeros = 0;
        while (zeros < rest.length() - 1 && rest.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros == 0 ? number : number.setItalianLeadingZero(true).setNumberOfLeadingZeros(zeros);
    }

    /** Whether its country has numbers of that length; which is looked up once for each length. */
    private static boolean isPossible(PhoneNumber number, int length) {
        return POSSIBLE.computeIfAbsent(number.getCountryCode() * 100 + length, key -> {
            var result = PLANS.isPossibleNumberWithReason(number);
            return result == ValidationResult.IS_POSSIBLE || result == ValidationResult.IS_POSSIBLE_LOCAL_ONLY;
        });
    }

    private static boolean isDigits(String text) {
        for (var i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
