package vssledger.parse;

import java.util.List;
import org.springframework.stereotype.Component;
import vssledger.parse.job.DeliveryRange;
import vssledger.parse.resolve.FailingDeliveryFinder;
import vssledger.parse.resolve.Rederivable;
import vssledger.parse.resolve.Rederivation;
import vssledger.parse.store.ParsedWriter;
import vssledger.parse.store.PendingDeliveries;
import vssledger.parse.store.RederivedTable;
import vssledger.platform.DateRange;
import vssledger.platform.Progress;

/** All that the steps {@code parse}, {@code reparse} and {@code replay-quarantine} do, at once and in the transaction of the caller. */
@Component
public class Parsing {

    private final PendingDeliveries pending;
    private final ParsedWriter writer;
    private final Rederivable rederivable;
    private final Rederivation rederivation;
    private final RederivedTable table;
    private final Quarantine quarantine;
    private final FailingDeliveryFinder culprits;
    private final Progress progress;
    private final ParseProperties properties;

    Parsing(
            PendingDeliveries pending,
            ParsedWriter writer,
            Rederivable rederivable,
            Rederivation rederivation,
            RederivedTable table,
            Quarantine quarantine,
            FailingDeliveryFinder culprits,
            Progress progress,
            ParseProperties properties) {
        this.pending = pending;
        this.writer = writer;
        this.rederivable = rederivable;
        this.rederivation = rederivation;
        this.table = table;
        this.quarantine = quarantine;
        this.culprits = culprits;
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
        for (var range : ranges) {
            var done = range.firstId() - 1;
            int read;
            do {
                var parsed = pending.parse(range, done, properties.chunkSize());
                culprits.doOrName(parsed, one -> one.delivery().id(), "written", some -> writer.write(some, runId));
                read = parsed.size();
                done = read == 0 ? done : parsed.get(read - 1).delivery().id();
                progress.add(read);
            } while (read == properties.chunkSize());
        }
        progress.end();
    }

    /** Takes these deliveries of the quarantine through the parser again; all that are open, where none is named. */
    public void replay(List<Long> deliveryIds, long runId) {
        if (!deliveryIds.isEmpty()) {
            replayThese(deliveryIds, runId);
            return;
        }
        var done = 0L;
        List<Long> ids;
        do {
            ids = quarantine.open(done, properties.chunkSize());
            replayThese(ids, runId);
            done = ids.isEmpty() ? done : ids.get(ids.size() - 1);
        } while (ids.size() == properties.chunkSize());
    }

    private void replayThese(List<Long> deliveryIds, long runId) {
        culprits.doOrName(
                deliveryIds, Long::longValue, "replayed", some -> table.add(rederivation.others(some, runId), runId));
    }

    /** Derives these days anew. */
    public void reparse(DateRange days, long runId) {
        var ranges = rederivable.ranges(days, properties.rangeSize());
        progress.begin(
                "Deriving anew",
                "sessions",
                ranges.stream().mapToLong(Rederivable.Range::units).sum());
        for (var range : ranges) {
            var done = range.firstId() - 1;
            int read;
            do {
                var units = rederivable.next(days, range.lastId(), done, properties.chunkSize());
                culprits.doOrName(
                        units,
                        Rederivable.Unit::deliveryId,
                        "derived anew",
                        some -> table.add(rederivation.units(some, runId), runId));
                read = units.size();
                done = read == 0 ? done : units.get(read - 1).deliveryId();
                progress.add(read);
            } while (read == properties.chunkSize());
        }
        progress.end();
    }
}
