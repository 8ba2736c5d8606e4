/** What a failure means to whoever typed the command. */
@NullMarked
package vssledger.cli.failure;

import org.jspecify.annotations.NullMarked;
