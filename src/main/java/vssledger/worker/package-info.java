/**
 * Which process works on which partition of a run: the partitions of a step lie in a table, and threads of the process that
 * runs the job and workers elsewhere take them from there. Owns {@code worker.*}; reads the repository of Spring Batch.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
