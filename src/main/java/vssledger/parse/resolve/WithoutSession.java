package vssledger.parse.resolve;

import java.time.LocalDate;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vssledger.parse.read.Parsed;
import vssledger.parse.store.Outcome;

/**
 * A delivery that belongs to no session, as it was looked at before.
 *
 * @param eventType of another event
 * @param reason of its quarantine
 * @param detail of its quarantine
 */
public record WithoutSession(
        long deliveryId,
        LocalDate day,
        Outcome outcome,
        @Nullable String eventType,
        @Nullable String reason,
        @Nullable String detail) {

    boolean isStill(Parsed now) {
        return now instanceof Parsed.Quarantined quarantined
                ? outcome == Outcome.QUARANTINED
                        && quarantined.reason().name().equals(reason)
                        && quarantined.detail().equals(detail)
                : now instanceof Parsed.NotVss other
                        && outcome == Outcome.NOT_VSS
                        && Objects.equals(other.eventType(), eventType);
    }

    SortedSet<String> changesTo(Parsed now) {
        var changes = new TreeSet<String>();
        if (now instanceof Parsed.Quarantined quarantined && outcome == Outcome.QUARANTINED) {
            changes.add(quarantined.reason().name().equals(reason) ? "quarantine.detail" : "quarantine.reason");
        } else if (now instanceof Parsed.Quarantined) {
            changes.add(Rederived.change(outcome, Outcome.QUARANTINED));
        } else if (now instanceof Parsed.NotVss) {
            changes.add(outcome == Outcome.NOT_VSS ? "outcome.event_type" : Rederived.change(outcome, Outcome.NOT_VSS));
        } else {
            changes.add(outcome.words() + " → session");
        }
        return changes;
    }
}
