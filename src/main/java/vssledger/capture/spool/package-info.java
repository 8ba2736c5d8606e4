/** Deliveries on this machine's disk, as long as the database does not take them. */
@NullMarked
package vssledger.capture.spool;

import org.jspecify.annotations.NullMarked;
