/** Who may use the console: users, log-in, roles, and the log of who did what. */
@NullMarked
@NamedInterface("access")
package vssledger.console.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
