/** Golden cases of every variant, and the rules by which a session's fact is chosen. */
@NullMarked
package vssledger.parse;

import org.jspecify.annotations.NullMarked;
