package vssledger.parse.resolve;

import java.time.LocalDate;
import vssledger.fact.FactWriter;
import vssledger.fact.SessionKey;
import vssledger.parse.store.Outcome;
import vssledger.platform.Product;

/** What became of a delivery of a session when it was looked at before. */
public record KnownOutcome(
        SessionKey key, DeliveryVersion version, Outcome outcome, LocalDate businessDay, Product product) {

    /** Where its session's fact lies, if it is the fact. */
    public FactWriter.Place place() {
        return new FactWriter.Place(product, businessDay, version.deliveryId());
    }
}
