package vssledger.capture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * How a delivery came.
 *
 * @param product as its URL or the command line named it; null where neither did
 * @param remoteAddress of the sender; null for a file
 */
record Arrival(
        Instant receivedAt,
        @Nullable Product product,
        Source source,
        @Nullable String remoteAddress) {

    enum Source {
        WEBHOOK("webhook"),
        FILE("file");

        private final String code;

        Source(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    @Nullable String productCode() {
        return product == null ? null : product.code();
    }
}
