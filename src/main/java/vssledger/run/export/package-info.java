/** Which editions a run exports, and how they are exported in this process and in workers elsewhere. */
@NullMarked
package vssledger.run.export;

import org.jspecify.annotations.NullMarked;
