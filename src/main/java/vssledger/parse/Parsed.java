package vssledger.parse;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;

/** What the parser made of one delivery. */
sealed interface Parsed {

    Delivery delivery();

    /** A session summary. */
    record Session(Delivery delivery, SessionSummary summary, Variants.Choice choice, Content content)
            implements Parsed {

        Version version() {
            return new Version(delivery.id(), delivery.arrivedAt(), delivery.fileId(), content);
        }

        /** The day of its start in the report time zone. */
        LocalDate businessDay(ZoneId zone) {
            return LocalDate.ofInstant(summary.startTime(), zone);
        }

        /** The fact that it is, if it is the one of its session's deliveries that is. */
        SessionFact fact(ZoneId zone, int deliveryCount) {
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
    record Quarantined(Delivery delivery, Unreadable.Reason reason, String detail) implements Parsed {}

    /** Another event, posted here by misconfiguration. */
    record NotVss(Delivery delivery, @Nullable String eventType) implements Parsed {}
}
