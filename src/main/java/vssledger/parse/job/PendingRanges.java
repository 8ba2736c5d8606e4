package vssledger.parse.job;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.stereotype.Component;
import vssledger.parse.ParseProperties;
import vssledger.parse.store.PendingDeliveries;
import vssledger.worker.Partitions;

/** Cuts what is pending into ranges, which any number of workers take. */
@Component
class PendingRanges implements Partitioner {

    private static final Logger log = LoggerFactory.getLogger(PendingRanges.class);

    private final PendingDeliveries pending;
    private final ParseProgress progress;
    private final ParseProperties properties;

    PendingRanges(PendingDeliveries pending, ParseProgress progress, ParseProperties properties) {
        this.pending = pending;
        this.progress = progress;
        this.properties = properties;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        var ranges = pending.ranges(properties.rangeSize());
        var deliveries = ranges.stream().mapToLong(DeliveryRange::deliveries).sum();
        progress.begin(deliveries);
        log.debug("{} deliveries are pending, in {} ranges", deliveries, ranges.size());
        // in the order of arrival, so that facts come to lie by their days
        return Partitions.inOrder(ranges, DeliveryRange::toString, DeliveryRange::toContext);
    }
}
