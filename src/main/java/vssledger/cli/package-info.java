/** Commands: each turns a wish into one call of the pipeline or of a stage, and shows the answer. Owns nothing. */
@NullMarked
package vssledger.cli;

import org.jspecify.annotations.NullMarked;
