@NullMarked
package vssledger.console;

import org.jspecify.annotations.NullMarked;
