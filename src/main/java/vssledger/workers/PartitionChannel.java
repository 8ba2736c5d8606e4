package vssledger.workers;

import org.springframework.batch.integration.partition.StepExecutionRequest;

/** By what requests to take partitions get to the workers. */
interface PartitionChannel {

    /** To every worker that listens. */
    void send(StepExecutionRequest request);

    /** Begins to receive, for as long as this process lives, and calls at each request. */
    void receive(Runnable called);
}
