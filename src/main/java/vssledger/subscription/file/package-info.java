/** Dispatch into a folder and to an SFTP server. */
@NullMarked
package vssledger.subscription.file;

import org.jspecify.annotations.NullMarked;
