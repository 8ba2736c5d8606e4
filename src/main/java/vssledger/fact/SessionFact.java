package vssledger.fact;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/**
 * One session, as stored in the table of its product.
 *
 * @param decidedBy what told the product: URL, SUBACCOUNT, SHAPE or NONE
 * @param calling the leg that the session came from; null where it has none
 * @param called the leg whose answer makes it an answered session; null where it has none
 * @param impliedStatus what the legs say of its status; null where they say nothing
 * @param businessDay day of its start in the report time zone
 * @param receivedAt arrival of the delivery that this fact is made of
 * @param deliveryCount all deliveries of this session, repeated and superseded ones too
 */
public record SessionFact(
        SessionSummary summary,
        Product product,
        String decidedBy,
        @Nullable LegFact calling,
        @Nullable LegFact called,
        @Nullable String impliedStatus,
        LocalDate businessDay,
        Instant receivedAt,
        int deliveryCount,
        long deliveryId,
        int parserVersion) {

    public SessionKey key() {
        return summary.key();
    }

    /** Whether the party that was called answered. */
    public boolean isAnswered() {
        return called != null && called.isAnswered();
    }

    /** For how long the called party's phone rang. */
    public @Nullable Integer ringSeconds() {
        return called == null ? null : called.ringSeconds();
    }

    /** For how long the called party was connected. */
    public int talkSeconds() {
        return called == null ? 0 : called.talkSeconds();
    }

    /** Of the party that called. */
    public @Nullable String sourceCountry() {
        return calling == null ? null : calling.sourceCountry();
    }

    /** Of the party that was called. */
    public @Nullable String destinationCountry() {
        return called == null ? null : called.destinationCountry();
    }
}
