package vssledger.parse;

import java.util.Optional;
import vssledger.fact.LegFact;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Columns;
import vssledger.platform.Product;

/** What is particular to one product's Voice Session Summaries. */
interface Variant {

    Product product();

    /** Whether a summary that came without a product is, by its shape, one of this product. */
    boolean looksLike(SessionSummary summary);

    /** The columns that only this product's table has. */
    Columns<SessionFact> ownColumns();

    /** The leg of the party that the session came from. */
    default Optional<LegFact> calling(SessionSummary summary) {
        return summary.legs().stream().findFirst();
    }

    /** The leg of the party whose answer makes this an answered session: the last one going out, else the last one. */
    default Optional<LegFact> called(SessionSummary summary) {
        var legs = summary.legs();
        return legs.stream()
                .filter(LegFact::isOutbound)
                .reduce((first, last) -> last)
                .or(() -> legs.stream().reduce((first, last) -> last));
    }
}
