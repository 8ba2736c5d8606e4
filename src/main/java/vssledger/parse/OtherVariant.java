package vssledger.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/** Programmable SIP, whose schema is not public, and whatever product is not known: the common columns only. */
final class OtherVariant implements Variant {

    @Override
    public Product product() {
        return Product.OTHER;
    }

    @Override
    public boolean looksLike(Summary summary) {
        return false;
    }

    @Override
    public Map<String, @Nullable Object> ownColumns(Summary summary) {
        return Map.of();
    }
}
