/**
 * What happened against what was expected: results by session, breaks by difference, control totals, and months that are
 * closed. Owns and writes {@code recon.*}; reads {@code fact.*} and {@code expected.*} by SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "worker", "lock"})
package vssledger.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
