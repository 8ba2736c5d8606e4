/** How deliveries become durable: requests share a commit, which goes to the database or to the spool. */
@NullMarked
package vssledger.capture.store;

import org.jspecify.annotations.NullMarked;
