/** Who acts: users of the operating system and logins of the console. */
@NullMarked
@NamedInterface("actor")
package vssledger.platform.actor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
