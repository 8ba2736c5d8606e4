/** Business days: which of them a run carries on, how far each has come, and its control totals. */
@NullMarked
@NamedInterface("day")
package vssledger.run.day;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
