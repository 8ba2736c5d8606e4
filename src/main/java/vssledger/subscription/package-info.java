/**
 * Who gets which reports, and the dispatch of editions to them: by e-mail, into a folder or by SFTP; and messages to
 * operations. Owns {@code subscription.*}; reads the files of editions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *", "report", "report :: *"})
package vssledger.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
