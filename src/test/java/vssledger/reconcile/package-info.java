/** Tests of the module of the same name. */
@NullMarked
package vssledger.reconcile;

import org.jspecify.annotations.NullMarked;
