/** The made-up traffic, and the whole program on it. */
@NullMarked
package vssledger.demo;

import org.jspecify.annotations.NullMarked;
