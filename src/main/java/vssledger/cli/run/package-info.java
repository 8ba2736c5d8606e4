/** Commands about runs, days and reports. */
@NullMarked
package vssledger.cli.run;

import org.jspecify.annotations.NullMarked;
