/**
 * The nightly job: which days a run carries from the inbox to the reports, in which steps, what came of it, and whether the
 * control totals balance. Owns {@code run.*} and {@code batch.*}.
 */
@NullMarked
package vssledger.run;

import org.jspecify.annotations.NullMarked;
