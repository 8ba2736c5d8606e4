/** Which expected item belongs to which session, within which tolerances, and at which price. */
@NullMarked
@NamedInterface("matching")
package vssledger.reconcile.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
