package vssledger.parse.variant;

import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

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
