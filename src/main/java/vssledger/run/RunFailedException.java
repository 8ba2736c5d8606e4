package vssledger.run;

import java.util.stream.Collectors;
import org.springframework.batch.core.job.JobExecution;
import vssledger.platform.UserException;
import vssledger.platform.text.Reason;
import vssledger.worker.PartitionFailedException;

/** A run that ended before its end: its cause says why, and running it again goes on from there. */
public final class RunFailedException extends RuntimeException {

    private final long runId;

    RunFailedException(long runId, String step, Throwable cause) {
        super("Run " + runId + " failed in step \"" + step + "\": " + Reason.of(cause), cause);
        this.runId = runId;
    }

    /** @param execution that failed */
    static RunFailedException of(JobExecution execution) {
        return execution.getStepExecutions().stream()
                .filter(step -> !step.getFailureExceptions().isEmpty())
                .findFirst()
                .map(step -> new RunFailedException(
                        execution.getId(),
                        step.getStepName(),
                        step.getFailureExceptions().get(0)))
                .orElseGet(() -> new RunFailedException(
                        execution.getId(),
                        "start",
                        execution.getAllFailureExceptions().stream()
                                .findFirst()
                                .orElseGet(() -> new IllegalStateException(
                                        execution.getExitStatus().getExitDescription()))));
    }

    /** With every line of what the user is told, such as each proof that does not hold. */
    public String inFull() {
        var cause = getCause();
        var told = cause instanceof UserException
                        || cause instanceof UnbalancedTotalsException
                        || cause instanceof PartitionFailedException
                ? String.valueOf(cause.getMessage())
                        .lines()
                        .skip(1)
                        .map(line -> "\n" + line)
                        .collect(Collectors.joining())
                : "";
        return getMessage() + told;
    }

    public long runId() {
        return runId;
    }
}
