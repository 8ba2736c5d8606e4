package vssledger.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * One session, as stored in the table of its product.
 *
 * @param businessDay day of {@code startTime} in the report time zone
 * @param status normalised; one never heard of as it came
 * @param totalCallSeconds connected seconds of all legs
 * @param decidedBy what told the product: URL, SUBACCOUNT, SHAPE or NONE
 * @param receivedAt arrival of the delivery that this fact is made of
 * @param deliveryCount all deliveries of this session, repeated and superseded ones too
 * @param own columns that only this product's table has, by name
 */
public record SessionFact(
        SessionKey key,
        Product product,
        LocalDate businessDay,
        String status,
        Instant startTime,
        @Nullable Instant endTime,
        @Nullable String lastAction,
        @Nullable Integer callCount,
        @Nullable Integer errorCode,
        @Nullable String errorMessage,
        int totalCallSeconds,
        @Nullable Integer schemaVersion,
        @Nullable String clientRequestId,
        String decidedBy,
        Instant receivedAt,
        int deliveryCount,
        long deliveryId,
        Map<String, @Nullable Object> own,
        List<LegFact> legs) {}
