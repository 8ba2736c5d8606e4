/** One class for each source: how its files are read, and which SQL stages their lines. */
@NullMarked
package vssledger.expected.format;

import org.jspecify.annotations.NullMarked;
