package vssledger.run.job;

import vssledger.run.RunRequest;

/** A step of the nightly job that is done in one transaction. It finds its work in the database, so it can be done again. */
interface RunStep {

    /** As Spring Batch keeps it and {@code vss runs show} prints it. */
    String name();

    /** Whether a run that asks for this has the step. */
    boolean isPartOf(RunRequest request);

    void execute(RunContext run);
}
