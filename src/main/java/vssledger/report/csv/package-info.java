/** Reports as CSV files, and how two of these files differ. */
@NullMarked
package vssledger.report.csv;

import org.jspecify.annotations.NullMarked;
