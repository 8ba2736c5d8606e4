package vssledger.parse.variant;

import java.util.Optional;
import vssledger.fact.LegFact;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** What is particular to one product's Voice Session Summaries. */
public interface Variant {

    Product product();

    /** Whether a summary that came without a product is, by its shape, one of this product. */
    boolean looksLike(SessionSummary summary);

    /** The columns that only this product's table has. */
    Columns<SessionFact> ownColumns();

    /** The leg of the party that the session came from. */
    default Optional<LegFact> calling(SessionSummary summary) {
        return summary.legs().isEmpty()
                ? Optional.empty()
                : Optional.of(summary.legs().get(0));
    }

    /** The leg of the party whose answer makes this an answered session: the last one going out, else the last one. */
    default Optional<LegFact> called(SessionSummary summary) {
        var legs = summary.legs();
        for (var i = legs.size() - 1; i >= 0; i--) {
            if (legs.get(i).isOutbound()) {
                return Optional.of(legs.get(i));
            }
        }
        return legs.isEmpty() ? Optional.empty() : Optional.of(legs.get(legs.size() - 1));
    }
}
