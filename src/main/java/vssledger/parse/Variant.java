package vssledger.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/** What is particular to one product's Voice Session Summaries. */
interface Variant {

    Product product();

    /** Whether a summary that came without a product is, by its shape, one of this product. */
    boolean looksLike(Summary summary);

    /** The columns that only this product's table has: always the same names, values as the summary has them. */
    Map<String, @Nullable Object> ownColumns(Summary summary);
}
