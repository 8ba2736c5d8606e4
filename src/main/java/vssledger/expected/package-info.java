/**
 * What should have happened: 8x8's voice log export, the client's own sent callflows. Owns and writes
 * {@code expected.*}; reads files.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "eightxeight", "worker"})
package vssledger.expected;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
