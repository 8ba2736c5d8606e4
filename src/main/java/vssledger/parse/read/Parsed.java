package vssledger.parse.read;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.parse.resolve.DeliveryVersion;
import vssledger.parse.store.InboxRow;
import vssledger.parse.variant.Variants;

/** What the parser made of one delivery. */
public sealed interface Parsed {

    InboxRow delivery();

    /** A session summary. */
    record Session(InboxRow delivery, SessionSummary summary, Variants.Choice choice, DeliveryContent content)
            implements Parsed {

        public DeliveryVersion version() {
            return new DeliveryVersion(delivery.id(), delivery.arrivedAt(), delivery.fileId(), content);
        }

        /** The day of its start in the report time zone. */
        public LocalDate businessDay(ZoneId zone) {
            return LocalDate.ofInstant(summary.startTime(), zone);
        }

        /** The fact that it is, if it is the one of its session's deliveries that is. */
        public SessionFact fact(ZoneId zone, int deliveryCount) {
            var variant = choice.variant();
            return new SessionFact(
                    summary,
                    variant.product(),
                    choice.decidedBy().name(),
                    variant.calling(summary).orElse(null),
                    variant.called(summary).orElse(null),
                    ImpliedStatus.of(summary.legs()),
                    businessDay(zone),
                    delivery.receivedAt(),
                    deliveryCount,
                    delivery.id(),
                    DeliveryParser.VERSION);
        }
    }

    /** Not understood. */
    record Quarantined(InboxRow delivery, UnreadableDeliveryException.Reason reason, String detail) implements Parsed {}

    /** Another event, posted here by misconfiguration. */
    record NotVss(InboxRow delivery, @Nullable String eventType) implements Parsed {}
}
