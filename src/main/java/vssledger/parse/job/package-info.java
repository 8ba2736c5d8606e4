/** The steps of the nightly job that parse, reparse and replay. */
@NullMarked
package vssledger.parse.job;

import org.jspecify.annotations.NullMarked;
