/** Exports of many rows measured beside their peers, in one run on one machine. */
@NullMarked
package vssledger.bench.export;

import org.jspecify.annotations.NullMarked;
