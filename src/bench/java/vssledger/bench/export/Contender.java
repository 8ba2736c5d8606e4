package vssledger.bench.export;

import java.nio.file.Path;
import vssledger.platform.DateRange;

/** One that is measured, in a process of its own. */
@FunctionalInterface
interface Contender {

    /** Takes the call legs of a range to a file of this name. */
    void export(DateRange range, Path file) throws Exception;
}
