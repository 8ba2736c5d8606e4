/** The parts of a workbook's file that grow with the data: the rows of sheets, written and deflated apart. */
@NullMarked
package vssledger.report.xlsx.part;

import org.jspecify.annotations.NullMarked;
