/**
 * Alerts: what operations have to look into, told once, and again when it is over. Other modules add a {@link
 * vssledger.monitor.Watch} for what they know of. Owns and writes {@code monitor.*}; reads {@code fact.*}, {@code recon.*}
 * and {@code pipeline.*} by SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "capture", "parse", "deliver"})
package vssledger.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
