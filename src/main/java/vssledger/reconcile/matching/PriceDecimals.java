package vssledger.reconcile.matching;

import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/**
 * To how many decimals a bill rounds its prices, in place of what its lines show.
 *
 * @param source of the bill; null for all
 * @param currency its three letters; null for all
 * @param decimals from 0 to 20
 */
public record PriceDecimals(
        @Nullable String source, @Nullable String currency, int decimals) {

    public PriceDecimals {
        if (decimals < 0 || decimals > 20) {
            throw new UserException(
                    "vss.reconcile.decimals rounds to " + decimals + " decimals. Write a number from 0 to 20.");
        }
    }
}
