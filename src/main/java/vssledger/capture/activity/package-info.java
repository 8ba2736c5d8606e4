/** How many deliveries came from whom, and when: counts and metrics. */
@NullMarked
package vssledger.capture.activity;

import org.jspecify.annotations.NullMarked;
