/** The pages of the console. */
@NullMarked
package vssledger.console.page;

import org.jspecify.annotations.NullMarked;
