package vssledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Days that follow each other, of those that a reconciliation has to do.
 *
 * @param snapshot of the database, by PostgreSQL's name, as of which all shares are done
 * @param isAlone whether there is no other
 */
public record DayPartition(List<LocalDate> days, String snapshot, boolean isAlone) {

    /** So that a worker whose days are small takes more of them. */
    private static final int SHARES_A_WORKER = 4;

    /** DayPartitions as even as can be, the larger ones first. */
    static List<DayPartition> of(Collection<LocalDate> days, String snapshot, int workers) {
        var all = List.copyOf(days);
        var number = Math.min(all.size(), workers * SHARES_A_WORKER);
        var shares = new ArrayList<DayPartition>(number);
        var begun = 0;
        for (var left = number; left > 0; left--) {
            var size = (all.size() - begun + left - 1) / left;
            shares.add(new DayPartition(all.subList(begun, begun + size), snapshot, number == 1));
            begun += size;
        }
        return shares;
    }
}
