package vssledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Days that follow each other, of those that a reconciliation has to do.
 *
 * @param snapshot of the database, by PostgreSQL's name, as of which all partitions are reconciled
 * @param isAlone whether there is no other
 */
record DayPartition(List<LocalDate> days, String snapshot, boolean isAlone) {

    /** So that a worker whose days are small takes more of them. */
    private static final int PARTITIONS_PER_WORKER = 4;

    /** Cuts days into partitions that are as even as possible, the larger ones first. */
    static List<DayPartition> of(Collection<LocalDate> days, String snapshot, int workers) {
        var all = List.copyOf(days);
        var number = Math.min(all.size(), workers * PARTITIONS_PER_WORKER);
        var partitions = new ArrayList<DayPartition>(number);
        var first = 0;
        for (var left = number; left > 0; left--) {
            var size = (all.size() - first + left - 1) / left;
            partitions.add(new DayPartition(all.subList(first, first + size), snapshot, number == 1));
            first += size;
        }
        return partitions;
    }
}
