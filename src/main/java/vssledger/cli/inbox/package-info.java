/** Commands about deliveries: how they are ingested, and those that were refused or quarantined. */
@NullMarked
package vssledger.cli.inbox;

import org.jspecify.annotations.NullMarked;
