/** The capture endpoint measured beside its peers, in one run on one machine. */
@NullMarked
package vssledger.bench.capture;

import org.jspecify.annotations.NullMarked;
