/** The runs that there are and were, as Spring Batch keeps them. */
@NullMarked
@NamedInterface("history")
package vssledger.run.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
