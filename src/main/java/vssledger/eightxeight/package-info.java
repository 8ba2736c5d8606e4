/** 8x8's own interfaces, its webhooks and its log exports: typed clients with time-outs and retries. Owns no table. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.eightxeight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
