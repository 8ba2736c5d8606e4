package vssledger.parse;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;
import vssledger.parse.job.DeliveryRange;
import vssledger.parse.job.ParseChunks;
import vssledger.parse.resolve.Rederivable;
import vssledger.parse.store.PendingDeliveries;
import vssledger.platform.DateRange;
import vssledger.platform.Progress;

/**
 * All chunks of the steps {@code parse}, {@code reparse} and {@code replay-quarantine}, one after the other and in the transaction of the
 * caller: what a dry run does.
 */
@Component
public class Parsing {

    private final ParseChunks chunks;
    private final PendingDeliveries pending;
    private final Rederivable rederivable;
    private final Progress progress;
    private final ParseProperties properties;

    Parsing(
            ParseChunks chunks,
            PendingDeliveries pending,
            Rederivable rederivable,
            Progress progress,
            ParseProperties properties) {
        this.chunks = chunks;
        this.pending = pending;
        this.rederivable = rederivable;
        this.progress = progress;
        this.properties = properties;
    }

    /** Takes whatever is pending through the parser. */
    public void parse(long runId) {
        var ranges = pending.ranges(properties.rangeSize());
        progress.begin(
                "Parsing",
                "deliveries",
                ranges.stream().mapToLong(DeliveryRange::deliveries).sum());
        ranges.forEach(
                range -> all(range.firstId() - 1, afterId -> chunks.parse(range, afterId, runId), progress::add));
        progress.end();
    }

    /** Derives these days anew. */
    public void reparse(DateRange days, long runId) {
        var ranges = rederivable.ranges(days, properties.rangeSize());
        progress.begin(
                "Deriving anew",
                "sessions",
                ranges.stream().mapToLong(Rederivable.Range::units).sum());
        ranges.forEach(range ->
                all(range.firstId() - 1, afterId -> chunks.reparse(days, range, afterId, runId), progress::add));
        progress.end();
    }

    /** Takes these deliveries of the quarantine through the parser again; all that are open if none is named. */
    public void replay(List<Long> deliveryIds, long runId) {
        if (deliveryIds.isEmpty()) {
            all(0, afterId -> chunks.replay(afterId, runId), size -> {});
        } else {
            chunks.replay(deliveryIds, runId);
        }
    }

    private static void all(long firstAfterId, LongFunction<ParseChunks.Done> next, LongConsumer progress) {
        ParseChunks.Done done;
        var afterId = firstAfterId;
        do {
            done = next.apply(afterId);
            progress.accept(done.size());
            afterId = done.lastId();
        } while (!done.isLast());
    }
}
