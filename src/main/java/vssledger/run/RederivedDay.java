package vssledger.run;

import java.time.LocalDate;
import java.util.List;

/**
 * What came of deriving a day anew.
 *
 * @param lookedAt its sessions, and deliveries without one
 * @param changed those of them that are otherwise now
 * @param kept those of them that stay as they were, since the inbox no longer has all of their deliveries
 * @param changes what is otherwise, the most frequent first
 */
public record RederivedDay(LocalDate day, long lookedAt, long changed, long kept, List<Change> changes) {

    /**
     * One thing that is otherwise.
     *
     * @param what a column, as {@code call_leg.source}; or what became of a delivery, before and now
     * @param example a delivery that shows it
     */
    public record Change(String what, long times, long example) {}
}
