/**
 * What every module stands on: the clock, days and ranges, products, spellings, SQL files, snapshots, the embedded
 * PostgreSQL. Owns no schema.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package vssledger.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
