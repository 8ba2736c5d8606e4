/**
 * The facts: one row a session in the table of its product, one row a call leg. Owns and writes {@code fact.*}; reads
 * nothing else.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.fact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
