package vssledger.workers;

import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks for workers elsewhere to take a partition, by a Spring Integration channel. Which partitions there are stands in the table
 * alone, so a request that is lost, comes twice or comes late does no harm.
 */
@Component
class PartitionRequests {

    private final ObjectProvider<PartitionChannel> channel;

    PartitionRequests(ObjectProvider<PartitionChannel> channel) {
        this.channel = channel;
    }

    void send(String step, long stepExecutionId) {
        channel.getObject().send(new StepExecutionRequest(step, stepExecutionId));
    }

    /** Calls at each request; at once when it comes, and again after the channel was away. */
    void listen(Runnable called) {
        channel.getObject().receive(called);
    }
}
