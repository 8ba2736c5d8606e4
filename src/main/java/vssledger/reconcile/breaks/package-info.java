/** Breaks: their life, the decisions of people, and who may decide. */
@NullMarked
@NamedInterface("breaks")
package vssledger.reconcile.breaks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
