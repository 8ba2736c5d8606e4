/**
 * Turns deliveries into facts: one class a product variant, and what cannot be understood into quarantine. Owns and
 * writes {@code parse.*}, writes facts through {@link vssledger.fact.FactWriter}; reads {@code capture.delivery}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "worker", "capture", "fact"})
package vssledger.parse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
