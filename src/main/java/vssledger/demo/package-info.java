/**
 * A week of made-up traffic: webhooks with all that is strange about them, the bill and the list of sent callflows with
 * seeded differences, and how many of each there are. Owns nothing; the same seed gives the same bytes everywhere.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
