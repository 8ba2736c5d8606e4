/**
 * Data whose time is over: months of deliveries and facts that are dropped, months that are kept as files and restored, phone
 * numbers that are erased. Other modules own the tables; this one decides when they lose rows.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: *", "lock", "capture", "parse", "fact", "expected", "report"})
package vssledger.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
