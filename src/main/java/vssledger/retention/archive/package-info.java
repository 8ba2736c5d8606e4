/** Months as files: they are written, read back before anything is dropped, and restored into the database. */
@NullMarked
@NamedInterface("archive")
package vssledger.retention.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
