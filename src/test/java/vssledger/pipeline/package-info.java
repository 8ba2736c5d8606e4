/** Tests of the module of the same name. */
@NullMarked
package vssledger.pipeline;

import org.jspecify.annotations.NullMarked;
