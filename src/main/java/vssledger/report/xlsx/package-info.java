/** Workbooks: a cover, a sheet for each report, totals, formats and colours. */
@NullMarked
package vssledger.report.xlsx;

import org.jspecify.annotations.NullMarked;
