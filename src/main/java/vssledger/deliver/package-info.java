/**
 * Brings editions of reports to those who read them: by e-mail, into a folder or by SFTP, and tells operations what
 * they have to know. Owns {@code deliver.*}; reads the editions' files.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "report", "report :: *"})
package vssledger.deliver;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
