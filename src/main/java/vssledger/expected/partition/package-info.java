/** The import of a large file in partitions, which threads of this process and workers elsewhere read. */
@NullMarked
package vssledger.expected.partition;

import org.jspecify.annotations.NullMarked;
