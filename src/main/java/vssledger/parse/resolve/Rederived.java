package vssledger.parse.resolve;

import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;
import vssledger.parse.store.Outcome;

/**
 * What came of deriving a session, or a delivery without one, anew.
 *
 * @param day on which it lay before
 * @param deliveryId that stands for it
 * @param isKept whether it stays as it was since the inbox no longer has all of its deliveries
 * @param changes what is otherwise now; empty where nothing that shows is
 */
public record Rederived(LocalDate day, long deliveryId, boolean isKept, SortedSet<String> changes) {

    static Rederived kept(LocalDate day, long deliveryId) {
        return new Rederived(day, deliveryId, true, new TreeSet<>());
    }

    public boolean isChanged() {
        return !changes.isEmpty();
    }

    /** How a change of what became of a delivery is told. */
    static String change(Outcome before, Outcome now) {
        return before.words() + " → " + now.words();
    }
}
