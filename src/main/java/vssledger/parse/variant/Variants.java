package vssledger.parse.variant;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vssledger.fact.OwnColumns;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** All variants, and which of them a summary belongs to: told by URL, else by subaccount, else by shape. */
public final class Variants implements OwnColumns {

    /** In the order in which shapes are tried: the most telling first. */
    public static final List<Variant> ALL =
            List.of(new IvrVariant(), new NumberMaskingVariant(), new VoiceMessagingVariant(), new OtherVariant());

    private final Function<String, Optional<Product>> subAccounts;

    /**
     * Makes the variants of all products.
     *
     * @param subAccounts product by subaccount, as the operator configured it
     */
    public Variants(Function<String, Optional<Product>> subAccounts) {
        this.subAccounts = subAccounts;
    }

    /** What told the product. */
    public enum DecidedBy {
        URL,
        SUBACCOUNT,
        SHAPE,
        NONE
    }

    public record Choice(Variant variant, DecidedBy decidedBy) {}

    public Choice choose(SessionSummary summary, @Nullable Product named) {
        if (named != null) {
            return new Choice(variant(named), DecidedBy.URL);
        }
        return subAccounts
                .apply(summary.key().subAccountId())
                .map(product -> new Choice(variant(product), DecidedBy.SUBACCOUNT))
                .or(() -> ALL.stream()
                        .filter(variant -> variant.looksLike(summary))
                        .findFirst()
                        .map(variant -> new Choice(variant, DecidedBy.SHAPE)))
                .orElseGet(() -> new Choice(variant(Product.OTHER), DecidedBy.NONE));
    }

    @Override
    public Columns<SessionFact> of(Product product) {
        return variant(product).ownColumns();
    }

    static Variant variant(Product product) {
        return ALL.stream()
                .filter(variant -> variant.product() == product)
                .findFirst()
                .orElseThrow();
    }
}
