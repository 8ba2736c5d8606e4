package vssledger.fact;

import vssledger.platform.Columns;
import vssledger.platform.Product;

/** The columns that only one product's table has, which whoever knows the product knows too. */
@FunctionalInterface
public interface OwnColumns {

    Columns<SessionFact> of(Product product);
}
