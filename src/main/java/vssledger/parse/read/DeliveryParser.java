package vssledger.parse.read;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vssledger.parse.store.InboxRow;
import vssledger.parse.variant.Variants;
import vssledger.platform.text.Spelling;

/** Makes a session summary, another event, or a case for quarantine of a delivery's body. Fails on none. */
public final class DeliveryParser {

    /** Told in {@code parse.outcome} and with every fact: raise it when the same body would give another fact. */
    public static final int VERSION = 3;

    private final Variants variants;

    public DeliveryParser(Variants variants) {
        this.variants = variants;
    }

    /**
     * Parses one delivery.
     *
     * @param body as it was sent
     */
    public Parsed parse(InboxRow delivery, byte[] body) {
        var notes = new Notes();
        try {
            var envelope = new Fields(JsonObject.read(body), "", notes);
            var otherEvent = otherEvent(envelope);
            return otherEvent != null ? new Parsed.NotVss(delivery, otherEvent) : session(delivery, envelope);
        } catch (JacksonException e) {
            var detail = "The body cannot be read: " + e.getOriginalMessage() + ".";
            return new Parsed.Quarantined(
                    delivery, UnreadableDeliveryException.Reason.NOT_READABLE, StorableText.storable(detail));
        } catch (UnreadableDeliveryException e) {
            return new Parsed.Quarantined(delivery, e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private Parsed session(InboxRow delivery, Fields envelope) throws UnreadableDeliveryException {
        var summary = SummaryReader.read(envelope);
        return new Parsed.Session(
                delivery,
                summary,
                variants.choose(summary, delivery.product()),
                DeliveryContent.of(envelope.object(), summary));
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
