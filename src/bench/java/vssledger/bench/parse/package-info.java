/** The parse step measured beside its peers, in one run on one machine. */
@NullMarked
package vssledger.bench.parse;

import org.jspecify.annotations.NullMarked;
