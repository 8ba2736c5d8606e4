/** From the bytes of a body to a session summary, or to the reason why there is none. */
@NullMarked
package vssledger.parse.read;

import org.jspecify.annotations.NullMarked;
