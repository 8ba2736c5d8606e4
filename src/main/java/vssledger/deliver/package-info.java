/**
 * Brings editions of reports to those who read them: by e-mail, or into a folder. Owns {@code deliver.*}; reads the editions'
 * files.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "report"})
package vssledger.deliver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
