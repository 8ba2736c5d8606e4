package vssledger.parse;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vssledger.platform.Spelling;

/** Makes a session summary, another event, or a case for quarantine of a delivery's body. Fails on none. */
final class DeliveryParser {

    /** Told in {@code parse.outcome} and with every fact: raise it when the same body would give another fact. */
    static final int VERSION = 3;

    private final Variants variants;

    DeliveryParser(Variants variants) {
        this.variants = variants;
    }

    /** @param body as it was sent */
    Parsed parse(Delivery delivery, byte[] body) {
        var notes = new Notes();
        try {
            var envelope = new Fields(JsonObject.read(body), "", notes);
            var otherEvent = otherEvent(envelope);
            return otherEvent != null ? new Parsed.NotVss(delivery, otherEvent) : session(delivery, envelope);
        } catch (JacksonException e) {
            var detail = "The body cannot be read: " + e.getOriginalMessage() + ".";
            return new Parsed.Quarantined(delivery, Unreadable.Reason.NOT_READABLE, Text.storable(detail));
        } catch (Unreadable e) {
            return new Parsed.Quarantined(delivery, e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private Parsed session(Delivery delivery, Fields envelope) throws Unreadable {
        var summary = SummaryReader.read(envelope);
        return new Parsed.Session(
                delivery,
                summary,
                variants.choose(summary, delivery.product()),
                Content.of(envelope.object(), summary));
    }

    /** The event type of an envelope that is no session summary; null for one that is, or does not say. */
    private static @Nullable String otherEvent(Fields envelope) {
        var namespace = Spelling.constant(envelope.text("namespace"));
        var event = Spelling.constant(envelope.text("eventType"));
        if (event != null && !event.equals("SESSION_SUMMARY")) {
            return event;
        }
        return namespace != null && !namespace.equals("VOICE") ? namespace : null;
    }
}
