/** Tests of the module of the same name. */
@NullMarked
package vssledger.monitor;

import org.jspecify.annotations.NullMarked;
