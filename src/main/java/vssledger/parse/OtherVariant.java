package vssledger.parse;

import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Columns;
import vssledger.platform.Product;

/** Programmable SIP, whose schema is not public, and whatever product is not known: the common columns only. */
final class OtherVariant implements Variant {

    @Override
    public Product product() {
        return Product.OTHER;
    }

    @Override
    public boolean looksLike(SessionSummary summary) {
        return false;
    }

    @Override
    public Columns<SessionFact> ownColumns() {
        return Columns.none();
    }
}
