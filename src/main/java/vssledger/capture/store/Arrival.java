package vssledger.capture.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * How a delivery came.
 *
 * @param product as its URL or the command line named it; null where neither did
 * @param remoteAddress of the sender; null for a file
 * @param arrivedAt when it had arrived elsewhere, as its file tells; null for a webhook and where the file does not tell
 */
public record Arrival(
        Instant receivedAt,
        @Nullable Product product,
        Source source,
        @Nullable String remoteAddress,
        @Nullable Instant arrivedAt) {

    public static Arrival webhook(Instant receivedAt, @Nullable Product product, @Nullable String remoteAddress) {
        return new Arrival(receivedAt, product, Source.WEBHOOK, remoteAddress, null);
    }

    public static Arrival file(Instant receivedAt, @Nullable Product product, @Nullable Instant arrivedAt) {
        return new Arrival(receivedAt, product, Source.FILE, null, arrivedAt);
    }

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

    @Nullable public String productCode() {
        return product == null ? null : product.code();
    }
}
