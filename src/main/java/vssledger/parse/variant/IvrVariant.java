package vssledger.parse.variant;

import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** Interactive voice response: the only product whose envelope has a version, and whose sessions may echo a client's id. */
final class IvrVariant implements Variant {

    @Override
    public Product product() {
        return Product.IVR;
    }

    @Override
    public boolean looksLike(SessionSummary summary) {
        return summary.schemaVersion() != null
                || summary.clientRequestId() != null
                || "SAY_AND_CAPTURE".equals(summary.lastAction());
    }

    @Override
    public Columns<SessionFact> ownColumns() {
        return Columns.none();
    }
}
