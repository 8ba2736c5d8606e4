/** What a run costs by step, how that grows with the sessions, and what sharing it costs. */
@NullMarked
package vssledger.bench.scale;

import org.jspecify.annotations.NullMarked;
