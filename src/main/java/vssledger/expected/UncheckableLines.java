package vssledger.expected;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a file of which something cannot be compared.
 *
 * @param what is not known, in words, such as: unit "block"
 * @param lines how many
 * @param isBill whether lines of such a file bill something
 * @param amount what they bill in this currency; null where they state no price
 * @param currency null where they state no price, or no currency
 */
public record UncheckableLines(
        String what,
        long lines,
        boolean isBill,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    /** Whether a word of the bill has no known meaning, which the user can write into {@code config/products.yml}. */
    public boolean isWordUnknown() {
        return what.contains("unit \"") || what.contains("product \"");
    }

    public String inWords() {
        return what + ": " + lines + (lines == 1 ? " line" : " lines") + (isBill ? ", " + billed() : "");
    }

    private String billed() {
        return (amount == null ? "no amount" : amount.toPlainString() + (currency == null ? "" : " " + currency));
    }
}
