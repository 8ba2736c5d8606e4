package vssledger.bench.capture;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One that is measured, in a process of its own.
 *
 * @param table in which what it accepted is counted; null where it keeps nothing
 * @param makesTable whether it makes that table by itself
 */
record Contender(String name, Launch launch, @Nullable String table, boolean makesTable) {

    /** How its process is started. */
    @FunctionalInterface
    interface Launch {

        /**
         * Starts it.
         *
         * @param port that it is to listen on
         * @param log of all that it says
         */
        Process start(int port, Database database, Path log) throws IOException;
    }
}
