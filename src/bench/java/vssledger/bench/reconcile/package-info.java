/** Reconciliation measured beside its peers, in one run on one machine. */
@NullMarked
package vssledger.bench.reconcile;

import org.jspecify.annotations.NullMarked;
