/**
 * What happened against what was expected: results by session, breaks by difference, control totals. Owns and writes
 * {@code recon.*}; reads {@code fact.*} and {@code expected.*} by SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "workers"})
package vssledger.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
