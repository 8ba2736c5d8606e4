/** Dispatch by e-mail: the message, its text and its small pictures. */
@NullMarked
package vssledger.subscription.mail;

import org.jspecify.annotations.NullMarked;
