/**
 * Alerts: what operations have to look into, sent once, and again when it is over. Other modules add a {@link
 * vssledger.alert.Watch} for what they know. Owns and writes {@code alert.*}; reads {@code fact.*}, {@code recon.*} and {@code
 * run.*} by SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "capture", "parse", "subscription"})
package vssledger.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
