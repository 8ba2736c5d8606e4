/** What a server does by itself, and at which times. */
@NullMarked
@NamedInterface("schedule")
package vssledger.run.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
