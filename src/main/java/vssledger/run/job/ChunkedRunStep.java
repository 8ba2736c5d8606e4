package vssledger.run.job;

import org.springframework.batch.core.step.StepExecution;
import vssledger.run.RunRequest;

/**
 * A step of the nightly job that goes on chunk by chunk, after each of which the run can be stopped. Other processes may do partitions of a
 * chunk, so the step is in no transaction itself.
 */
public interface ChunkedRunStep {

    /** As Spring Batch keeps it and {@code vss runs show} prints it. */
    String name();

    /** Whether a run that asks for this has the step. */
    boolean isPartOf(RunRequest request);

    /** Gets ready, before the first chunk. */
    void begin(RunContext run);

    /**
     * Does the next chunk.
     *
     * @return whether another one follows
     */
    boolean next(RunContext run, StepExecution step);
}
