/** Tests of the module of the same name. */
@NullMarked
package vssledger.cli;

import org.jspecify.annotations.NullMarked;
