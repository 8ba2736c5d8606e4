package vssledger.parse.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * A row of the inbox, without its body.
 *
 * @param product as its URL named it
 * @param arrivedAt of a webhook when it was received, of one from a file as the file tells; null where it does not tell
 * @param fileId equal for deliveries of one file, in which the later one has the greater number; null for a webhook
 */
public record InboxRow(
        long id,
        Instant receivedAt,
        @Nullable Product product,
        @Nullable Instant arrivedAt,
        @Nullable Long fileId) {

    public static InboxRow webhook(long id, Instant receivedAt, @Nullable Product product) {
        return new InboxRow(id, receivedAt, product, receivedAt, null);
    }
}
