package vssledger.reconcile.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Ids;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.text.Spelling;

/**
 * By how much the two sides of some sessions may differ: what is null is as a rule before says.
 *
 * @param source of expected sessions; null for all
 * @param product its code; null for all
 * @param subAccount null for all
 * @param seconds by which billed and reported seconds of a call may differ
 * @param amount by which an amount may be wrong, in whatever currency it is
 * @param percent by which an amount may be wrong, of what it should be
 * @param statuses groups of session statuses that are taken for the same
 */
public record Tolerance(
        @Nullable String source,
        @Nullable String product,
        @Nullable String subAccount,
        @Nullable Integer seconds,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable List<List<String>> statuses) {

    public Tolerance {
        subAccount = Ids.keyOrNull(subAccount);
        if (product != null && Product.find(product).isEmpty()) {
            throw new UserException("There is no product \"" + product
                    + "\", which vss.reconcile.tolerances names. Use one of: " + Product.codes() + ".");
        }
        if (Stream.of(seconds, amount, percent)
                .filter(Objects::nonNull)
                .anyMatch(number -> new BigDecimal(number.toString()).signum() < 0)) {
            throw new UserException("A tolerance under vss.reconcile.tolerances is below zero. Tolerances begin at 0.");
        }
        if (statuses != null) {
            statuses = statuses.stream()
                    .map(group -> group.stream()
                            .map(Spelling::status)
                            .filter(Objects::nonNull)
                            .toList())
                    .toList();
        }
    }
}
