/** The nightly job and its steps, in their order. */
@NullMarked
package vssledger.run.job;

import org.jspecify.annotations.NullMarked;
