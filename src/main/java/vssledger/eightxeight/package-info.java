/** 8x8's own interfaces: typed clients with time-outs and retries. Owns no table. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package vssledger.eightxeight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
