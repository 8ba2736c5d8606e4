package vssledger.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processors' time that a process and its children have taken, those that have ended included; by Linux' {@code /proc}. */
final class ProcessTree {

    private static final double TICKS_A_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int OF_ENDED_CHILDREN_SYSTEM = 14;

    private ProcessTree() {}

    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .mapToDouble(process -> seconds(process.pid(), OF_ENDED_CHILDREN_SYSTEM))
                        .sum())
                .orElse(0.0);
    }

    static double cpuSecondsOfChildren(long pid) {
        return cpuSeconds(pid) - seconds(pid, SYSTEM);
    }

    /** User and system time of the process, and of its children that have ended, if the last field is theirs. */
    private static double seconds(long pid, int last) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (var i = USER; i <= last; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS_A_SECOND;
        } catch (IOException e) {
            return 0; // it has ended in the meantime
        }
    }
}
