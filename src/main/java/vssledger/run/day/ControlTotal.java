package vssledger.run.day;

import java.time.LocalDate;
import java.util.function.ToLongFunction;

/**
 * What became of a day's deliveries: deliveries = facts + duplicates + superseded + quarantined + not VSS.
 *
 * @param day business day of the session; of the arrival where a delivery tells of none
 */
public record ControlTotal(
        LocalDate day, long deliveries, long facts, long duplicates, long superseded, long quarantined, long notVss) {

    public boolean balances() {
        return deliveries == facts + duplicates + superseded + quarantined + notVss;
    }

    /** The same over several days, as of the last of them. */
    public static ControlTotal sum(LocalDate last, Iterable<ControlTotal> totals) {
        return new ControlTotal(
                last,
                sum(totals, ControlTotal::deliveries),
                sum(totals, ControlTotal::facts),
                sum(totals, ControlTotal::duplicates),
                sum(totals, ControlTotal::superseded),
                sum(totals, ControlTotal::quarantined),
                sum(totals, ControlTotal::notVss));
    }

    private static long sum(Iterable<ControlTotal> totals, ToLongFunction<ControlTotal> figure) {
        var sum = 0L;
        for (var total : totals) {
            sum += figure.applyAsLong(total);
        }
        return sum;
    }
}
