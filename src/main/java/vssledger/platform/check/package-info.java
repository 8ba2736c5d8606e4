/** What {@code vss doctor} checks, and how a check says what it found. */
@NullMarked
@NamedInterface("check")
package vssledger.platform.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
