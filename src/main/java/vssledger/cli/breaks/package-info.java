/** Commands about breaks, match candidates and the closing of months. */
@NullMarked
package vssledger.cli.breaks;

import org.jspecify.annotations.NullMarked;
