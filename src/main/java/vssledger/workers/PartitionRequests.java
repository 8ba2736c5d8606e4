package vssledger.workers;

import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.context.annotation.Lazy;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.stereotype.Component;

/**
 * Asks for workers elsewhere to take a partition: a Spring Integration channel, by default one in the database. Which partitions
 * there are stands in the table alone, so a request that is lost, comes twice or comes late does no harm.
 */
@Component
class PartitionRequests {

    private final SubscribableChannel channel;

    PartitionRequests(@Lazy SubscribableChannel partitionChannel) {
        this.channel = partitionChannel;
    }

    void send(String step, long stepExecutionId) {
        channel.send(MessageBuilder.withPayload(new StepExecutionRequest(step, stepExecutionId))
                .build());
    }

    /** Calls at each request; at once when it comes, and again after the channel was away. */
    void listen(Runnable called) {
        channel.subscribe(message -> called.run());
    }
}
