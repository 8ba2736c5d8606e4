/** Lines of a file: how they are split into fields, checked and written to a staging table. */
@NullMarked
package vssledger.expected.line;

import org.jspecify.annotations.NullMarked;
