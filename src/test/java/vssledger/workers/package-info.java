@NullMarked
package vssledger.workers;

import org.jspecify.annotations.NullMarked;
