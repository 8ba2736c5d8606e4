package vssledger.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * A row of the inbox.
 *
 * @param product as its URL named it
 * @param webhook whether it came as one, and not from a file
 * @param body as it was sent
 */
@SuppressWarnings("ArrayRecordComponent")
record Delivery(long id, Instant receivedAt, @Nullable Product product, boolean webhook, byte[] body) {

    @Nullable Instant arrivedAt() {
        return webhook ? receivedAt : null;
    }
}
