/**
 * Old months as files: written, read back before anything is dropped, and taken back into the database. Owns the folder
 * {@code vss.retention.archive}, and no schema; which tables a month is made of, its callers say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
