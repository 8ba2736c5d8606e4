/** Tests of the module of the same name. */
@NullMarked
package vssledger.expected;

import org.jspecify.annotations.NullMarked;
