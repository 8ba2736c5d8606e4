package vssledger.parse;

import org.jspecify.annotations.Nullable;

/** What the parser made of one delivery. */
sealed interface Parsed {

    Delivery delivery();

    /** A session summary. */
    record Session(Delivery delivery, Summary summary, Variants.Choice choice, Content content) implements Parsed {

        Version version() {
            return new Version(delivery.id(), delivery.arrivedAt(), content);
        }
    }

    /** Not understood. */
    record Quarantined(Delivery delivery, Unreadable.Reason reason, String detail) implements Parsed {}

    /** Another event, posted here by misconfiguration. */
    record NotVss(Delivery delivery, @Nullable String eventType) implements Parsed {}
}
