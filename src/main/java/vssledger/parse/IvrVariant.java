package vssledger.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/** Interactive voice response: the only product whose envelope has a version, and whose sessions may echo a client's id. */
final class IvrVariant implements Variant {

    @Override
    public Product product() {
        return Product.IVR;
    }

    @Override
    public boolean looksLike(Summary summary) {
        return summary.schemaVersion() != null
                || summary.clientRequestId() != null
                || "SAY_AND_CAPTURE".equals(summary.lastAction());
    }

    @Override
    public Map<String, @Nullable Object> ownColumns(Summary summary) {
        return Map.of();
    }
}
