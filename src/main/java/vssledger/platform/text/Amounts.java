package vssledger.platform.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How people read amounts of money in workbooks, mails and pages. The amount of one line has the decimals of its currency (ISO 4217),
 * or all of its own where it has more: 0.0213 USD stays 0.0213. A sum has the decimals of its currency, as an invoice does; one that
 * these would show as zero keeps its own. Only what is shown is rounded; what is computed never is.
 */
public final class Amounts {

    /** Digits behind the point that are shown at most: a cell of a spreadsheet does not hold more. */
    public static final int MOST_DECIMALS = 15;

    private static final int USUAL_DECIMALS = 2;
    private static final Map<String, Integer> MINOR_UNITS = minorUnits(Currency.getAvailableCurrencies());

    private Amounts() {}

    /** Digits behind the point of the smallest unit of a currency: 0 for JPY, 3 for KWD; 2 for one that is not known, or none. */
    public static int minorUnits(@Nullable String currency) {
        return currency == null ? USUAL_DECIMALS : MINOR_UNITS.getOrDefault(currency, USUAL_DECIMALS);
    }

    /** Digits behind the point with which the amount of one line is shown, or a price of one unit. */
    public static int decimals(BigDecimal amount, @Nullable String currency) {
        return Math.max(
                minorUnits(currency),
                Math.min(MOST_DECIMALS, amount.stripTrailingZeros().scale()));
    }

    /** Digits behind the point with which a sum is shown. */
    public static int decimalsOfSum(BigDecimal sum, @Nullable String currency) {
        var decimals = minorUnits(currency);
        return sum.signum() != 0 && rounded(sum, decimals).signum() == 0 ? decimals(sum, currency) : decimals;
    }

    /** The amount of one line, with its currency: {@code 1,234.50 USD}. */
    public static String text(BigDecimal amount, @Nullable String currency) {
        return text(amount, currency, decimals(amount, currency));
    }

    /** A sum, with its currency. */
    public static String textOfSum(BigDecimal sum, @Nullable String currency) {
        return text(sum, currency, decimalsOfSum(sum, currency));
    }

    private static String text(BigDecimal amount, @Nullable String currency, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded(amount, decimals))
                + (currency == null ? "" : " " + currency);
    }

    private static BigDecimal rounded(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.HALF_UP);
    }

    private static Map<String, Integer> minorUnits(Set<Currency> currencies) {
        return currencies.stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));
    }
}
