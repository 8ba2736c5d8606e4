package vssledger.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * A row of the inbox, without its body.
 *
 * @param product as its URL named it
 * @param webhook whether it came as one, and not from a file
 */
record Delivery(long id, Instant receivedAt, @Nullable Product product, boolean webhook) {

    @Nullable Instant arrivedAt() {
        return webhook ? receivedAt : null;
    }
}
