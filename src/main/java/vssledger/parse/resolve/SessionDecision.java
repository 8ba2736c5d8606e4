package vssledger.parse.resolve;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.fact.SessionKey;
import vssledger.parse.read.Parsed;
import vssledger.parse.store.Outcome;
import vssledger.parse.store.OutcomeRow;

/**
 * What becomes of the deliveries of one session: of those that are looked at now, and of those that were before.
 *
 * @param now at least one
 * @param before empty where the session is new
 * @param resolution over both
 * @param factNow the delivery that is to be the fact, where it is one of those looked at now
 */
public record SessionDecision(
        List<Parsed.Session> now, List<KnownOutcome> before, Resolution resolution, Parsed.@Nullable Session factNow) {

    public static SessionDecision of(List<Parsed.Session> now, List<KnownOutcome> before) {
        if (now.size() == 1 && before.isEmpty()) {
            return new SessionDecision(
                    now, before, Resolution.of(now.get(0).delivery().id()), now.get(0));
        }
        var resolution = Resolution.of(Stream.concat(
                        before.stream().map(KnownOutcome::version), now.stream().map(Parsed.Session::version))
                .toList());
        return new SessionDecision(
                now,
                before,
                resolution,
                now.stream()
                        .filter(s -> s.delivery().id() == resolution.factDeliveryId())
                        .findFirst()
                        .orElse(null));
    }

    SessionKey key() {
        return now.get(0).summary().key();
    }

    public int deliveries() {
        return before.size() + now.size();
    }

    public long factDeliveryId() {
        return resolution.factDeliveryId();
    }

    /** The delivery that has been the fact. */
    public Optional<KnownOutcome> factBefore() {
        return before.stream().filter(k -> k.outcome() == Outcome.FACT).findFirst();
    }

    public boolean keepsItsFact() {
        return factBefore()
                .filter(fact -> fact.version().deliveryId() == factDeliveryId())
                .isPresent();
    }

    /** Rows for those looked at now. */
    public Stream<OutcomeRow> rows(ZoneId zone) {
        return now.size() == 1 && before.isEmpty()
                ? Stream.of(OutcomeRow.of(now.get(0), Outcome.FACT, zone))
                : now.stream().map(s -> OutcomeRow.of(s, outcome(s.delivery().id()), zone));
    }

    /** Those looked at before whose outcome is another now. */
    public Map<Long, Outcome> changes() {
        if (before.isEmpty()) {
            return Map.of();
        }
        var changes = new HashMap<Long, Outcome>();
        before.stream()
                .filter(k -> k.outcome() != outcome(k.version().deliveryId()))
                .forEach(k -> changes.put(
                        k.version().deliveryId(), outcome(k.version().deliveryId())));
        return changes;
    }

    /** Days of deliveries looked at before whose facts or totals it changes. */
    public Stream<LocalDate> daysBefore() {
        var changed = changes().keySet();
        return before.stream()
                .filter(k -> k.outcome() == Outcome.FACT
                        || changed.contains(k.version().deliveryId()))
                .map(KnownOutcome::businessDay);
    }

    private Outcome outcome(long deliveryId) {
        return Objects.requireNonNull(resolution.outcomes().get(deliveryId));
    }
}
