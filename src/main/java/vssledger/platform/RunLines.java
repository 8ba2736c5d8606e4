package vssledger.platform;

import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;

/** The id of the run that a log line belongs to: in every line of its threads, as {@code run}. */
public final class RunLines {

    private static final String RUN = "run";

    private RunLines() {}

    /** From now on, in this thread. */
    public static void begin(long runId) {
        MDC.put(RUN, Long.toString(runId));
    }

    public static void end() {
        MDC.remove(RUN);
    }

    /** For threads that work for a run: their lines have what the line of the thread that began them would. */
    public static TaskDecorator inherited() {
        return task -> {
            var context = MDC.getCopyOfContextMap();
            return () -> {
                if (context != null) {
                    MDC.setContextMap(context);
                }
                try {
                    task.run();
                } finally {
                    MDC.clear();
                }
            };
        };
    }
}
