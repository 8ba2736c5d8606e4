package vssledger.parse.job;

import java.time.Instant;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A range of pending deliveries, which one worker takes through the parser.
 *
 * @param firstId of the first of them
 * @param lastId of the last of them; another delivery in between may be one that is not pending
 * @param firstReceived the earliest arrival among them, so that only the months in which they lie are looked at
 * @param deliveries how many they are
 */
public record DeliveryRange(long firstId, long lastId, Instant firstReceived, Instant lastReceived, long deliveries) {

    static DeliveryRange of(ExecutionContext context) {
        return new DeliveryRange(
                context.getLong("firstId"),
                context.getLong("lastId"),
                Instant.parse(context.getString("firstReceived")),
                Instant.parse(context.getString("lastReceived")),
                context.getLong("deliveries"));
    }

    ExecutionContext toContext() {
        var context = new ExecutionContext();
        context.putLong("firstId", firstId);
        context.putLong("lastId", lastId);
        context.putString("firstReceived", firstReceived.toString());
        context.putString("lastReceived", lastReceived.toString());
        context.putLong("deliveries", deliveries);
        return context;
    }

    @Override
    public String toString() {
        return firstId + "-" + lastId;
    }
}
