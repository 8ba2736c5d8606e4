/** Spring Batch's own tables. */
@NullMarked
package vssledger.run.db;

import org.jspecify.annotations.NullMarked;
