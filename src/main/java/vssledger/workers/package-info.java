/**
 * Who takes which share of a run: a step's partitions lie in a table, and threads of the process that runs the job and workers
 * elsewhere take them from there, each for as long as it lives. Owns {@code workers.*}; reads Spring Batch's repository.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.workers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
