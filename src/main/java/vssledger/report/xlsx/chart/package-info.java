/** Charts in workbooks. */
@NullMarked
package vssledger.report.xlsx.chart;

import org.jspecify.annotations.NullMarked;
