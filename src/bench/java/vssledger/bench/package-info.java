/** What the benchmarks share. */
@NullMarked
package vssledger.bench;

import org.jspecify.annotations.NullMarked;
