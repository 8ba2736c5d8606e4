/** Commands about imports of expected sessions. */
@NullMarked
package vssledger.cli.expected;

import org.jspecify.annotations.NullMarked;
