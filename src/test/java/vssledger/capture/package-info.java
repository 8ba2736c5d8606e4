/** Tests of the module of the same name. */
@NullMarked
package vssledger.capture;

import org.jspecify.annotations.NullMarked;
