package vssledger.fact;

import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** The columns that only one product's table has, which whoever knows the product knows too. */
@FunctionalInterface
public interface OwnColumns {

    Columns<SessionFact> of(Product product);
}
