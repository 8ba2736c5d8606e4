/** Months that are closed and reopened, and what comes to light about a closed month afterwards. */
@NullMarked
@NamedInterface("period")
package vssledger.reconcile.period;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
