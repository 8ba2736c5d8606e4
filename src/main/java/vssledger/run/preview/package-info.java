/** What a run or a decision would change, found out without changing it. */
@NullMarked
@NamedInterface("preview")
package vssledger.run.preview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
