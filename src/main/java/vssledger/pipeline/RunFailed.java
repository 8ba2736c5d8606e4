package vssledger.pipeline;

import org.springframework.batch.core.job.JobExecution;

/** A run that ended before its end: its cause says why, and running it again goes on from there. */
public final class RunFailed extends RuntimeException {

    private final long runId;

    RunFailed(long runId, String step, Throwable cause) {
        super("Run " + runId + " failed in step \"" + step + "\": " + cause.getMessage(), cause);
        this.runId = runId;
    }

    /** @param execution that failed */
    static RunFailed of(JobExecution execution) {
        return execution.getStepExecutions().stream()
                .filter(step -> !step.getFailureExceptions().isEmpty())
                .findFirst()
                .map(step -> new RunFailed(
                        execution.getId(),
                        step.getStepName(),
                        step.getFailureExceptions().get(0)))
                .orElseGet(() -> new RunFailed(
                        execution.getId(),
                        "start",
                        execution.getAllFailureExceptions().stream()
                                .findFirst()
                                .orElseGet(() -> new IllegalStateException(
                                        execution.getExitStatus().getExitDescription()))));
    }

    public long runId() {
        return runId;
    }
}
