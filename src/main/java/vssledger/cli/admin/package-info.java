/** Commands for the operator: settings, users, webhooks at 8x8, archive and erasure. */
@NullMarked
package vssledger.cli.admin;

import org.jspecify.annotations.NullMarked;
