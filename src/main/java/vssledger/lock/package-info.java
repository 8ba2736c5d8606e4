/**
 * Who may work on which days and on what only one process may do at a time. A lock lives as long as its connection, so it
 * vanishes with its holder. Owns the table of day locks.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.lock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
