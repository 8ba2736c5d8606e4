package vssledger.parse.resolve;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vssledger.parse.read.DeliveryContent;

/**
 * One delivery of a session, as far as it matters for which of them is the session's fact.
 *
 * @param arrivedAt of a webhook, or as its file tells; null for one replayed from a file that does not tell it
 * @param fileId equal for deliveries of one file, in which the later one has the greater number; null for a webhook
 */
public record DeliveryVersion(
        long deliveryId,
        @Nullable Instant arrivedAt,
        @Nullable Long fileId,
        DeliveryContent content) {}
