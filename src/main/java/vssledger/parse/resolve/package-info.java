/** Which delivery of a session becomes its fact, and how facts are derived anew. */
@NullMarked
package vssledger.parse.resolve;

import org.jspecify.annotations.NullMarked;
