package vssledger.workers;

import org.springframework.messaging.SubscribableChannel;

/** By what requests to take partitions get to the workers. */
interface PartitionChannel {

    SubscribableChannel channel();

    /** Begins to receive, for as long as this process lives. */
    void receive();
}
