/** What is particular to the summaries of each product. */
@NullMarked
package vssledger.parse.variant;

import org.jspecify.annotations.NullMarked;
