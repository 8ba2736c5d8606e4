/** Tests of the module of the same name. */
@NullMarked
package vssledger.eightxeight;

import org.jspecify.annotations.NullMarked;
