/**
 * Takes webhooks, and files of them, into the inbox: verbatim, and answered only once they are durable. Owns and writes
 * {@code capture.*}; reads nothing else.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.capture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
