package vssledger.parse.job;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vssledger.parse.ParseProperties;
import vssledger.parse.Quarantine;
import vssledger.parse.resolve.FailingDeliveryFinder;
import vssledger.parse.resolve.Rederivable;
import vssledger.parse.resolve.Rederivation;
import vssledger.parse.store.ParsedWriter;
import vssledger.parse.store.PendingDeliveries;
import vssledger.parse.store.RederivedTable;
import vssledger.platform.DateRange;

/**
 * Parses, reparses or replays one chunk of at most {@code vss.parse.chunk-size} deliveries, in the transaction of the caller. The steps
 * of a run and a dry run take the same chunks.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ParseChunks {

    private final PendingDeliveries pending;
    private final ParsedWriter writer;
    private final Rederivable rederivable;
    private final Rederivation rederivation;
    private final RederivedTable rederived;
    private final Quarantine quarantine;
    private final FailingDeliveryFinder failing;
    private final ParseProperties properties;

    ParseChunks(
            PendingDeliveries pending,
            ParsedWriter writer,
            Rederivable rederivable,
            Rederivation rederivation,
            RederivedTable rederived,
            Quarantine quarantine,
            FailingDeliveryFinder failing,
            ParseProperties properties) {
        this.pending = pending;
        this.writer = writer;
        this.rederivable = rederivable;
        this.rederivation = rederivation;
        this.rederived = rederived;
        this.quarantine = quarantine;
        this.failing = failing;
        this.properties = properties;
    }

    /**
     * A chunk that was done.
     *
     * @param size how many deliveries or sessions it had
     * @param lastId behind which the next chunk begins
     * @param isLast whether no other chunk follows
     */
    public record Done(int size, long lastId, boolean isLast) {}

    /**
     * Parses the next pending deliveries of a range.
     *
     * @param afterId the last delivery that was parsed; one below the first of the range at the beginning
     */
    public Done parse(DeliveryRange range, long afterId, long runId) {
        var parsed = pending.parse(range, afterId, properties.chunkSize());
        return write(parsed, afterId, one -> one.delivery().id(), "written", some -> writer.write(some, runId));
    }

    /**
     * Derives the next sessions of some days anew.
     *
     * @param afterId the last delivery that was looked at; one below the first of the range at the beginning
     */
    public Done reparse(DateRange days, Rederivable.Range range, long afterId, long runId) {
        var units = rederivable.next(days, range.lastId(), afterId, properties.chunkSize());
        return write(
                units,
                afterId,
                Rederivable.Unit::deliveryId,
                "derived anew",
                some -> rederived.add(rederivation.units(some, runId), runId));
    }

    /**
     * Takes the next open deliveries of the quarantine through the parser again.
     *
     * @param afterId the last delivery that was replayed; 0 at the beginning
     */
    public Done replay(long afterId, long runId) {
        return replay(quarantine.open(afterId, properties.chunkSize()), afterId, runId);
    }

    /** Takes these deliveries of the quarantine through the parser again, however many they are, as the one and last chunk. */
    public Done replay(List<Long> deliveryIds, long runId) {
        var done = replay(deliveryIds, 0, runId);
        return new Done(done.size(), done.lastId(), true);
    }

    private Done replay(List<Long> deliveryIds, long afterId, long runId) {
        return write(
                deliveryIds,
                afterId,
                Long::longValue,
                "replayed",
                some -> rederived.add(rederivation.others(some, runId), runId));
    }

    private <T> Done write(List<T> chunk, long afterId, ToLongFunction<T> id, String verb, Consumer<List<T>> writing) {
        failing.doOrName(chunk, id, verb, writing);
        return new Done(
                chunk.size(),
                chunk.isEmpty() ? afterId : id.applyAsLong(chunk.get(chunk.size() - 1)),
                chunk.size() < properties.chunkSize());
    }
}
