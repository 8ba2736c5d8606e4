package vssledger.bench.capture;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One that is measured, in a process of its own.
 *
 * @param command by the port it is to listen on
 * @param environment by the port and the address of its database
 * @param table in which what it accepted is counted; null where it keeps nothing
 * @param makesTable whether it makes that table by itself
 */
record Contender(
        String name,
        IntFunction<List<String>> command,
        BiFunction<Integer, Database, Map<String, String>> environment,
        @Nullable String table,
        boolean makesTable) {}
