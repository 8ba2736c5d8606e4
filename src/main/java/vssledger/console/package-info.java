/**
 * The pages under {@code /console}, and who may see and do what there: each turns a wish into one call of the pipeline or of a
 * stage, and shows the answer. Owns {@code console.*}, the log of who changed what; reads and writes {@code config/users.yml}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: *",
            "capture",
            "parse",
            "reconcile",
            "reconcile :: *",
            "report",
            "report :: *",
            "subscription",
            "alert",
            "eightxeight",
            "run",
            "run :: *"
        })
package vssledger.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
