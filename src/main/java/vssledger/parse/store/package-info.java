/** The inbox as the parser reads it, and the outcome of each delivery as the parser writes it. */
@NullMarked
package vssledger.parse.store;

import org.jspecify.annotations.NullMarked;
