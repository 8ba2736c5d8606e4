package vssledger.parse;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vssledger.fact.SessionKey;

/**
 * What becomes of the deliveries of one session: of those that are looked at now, and of those that were before.
 *
 * @param before empty where the session is new
 * @param resolution over both
 */
record Decision(SessionKey key, List<Parsed.Session> now, List<Known> before, Resolution resolution) {

    static Decision of(SessionKey key, List<Parsed.Session> now, List<Known> before) {
        return new Decision(
                key,
                now,
                before,
                Resolution.of(Stream.concat(
                                before.stream().map(Known::version),
                                now.stream().map(Parsed.Session::version))
                        .toList()));
    }

    int deliveries() {
        return before.size() + now.size();
    }

    long factDeliveryId() {
        return resolution.factDeliveryId();
    }

    /** The delivery that is to be the fact, where it is one of those looked at now. */
    Optional<Parsed.Session> factNow() {
        return now.stream().filter(s -> s.delivery().id() == factDeliveryId()).findFirst();
    }

    /** The delivery that has been the fact. */
    Optional<Known> factBefore() {
        return before.stream().filter(k -> k.outcome() == Outcome.FACT).findFirst();
    }

    boolean keepsItsFact() {
        return factBefore()
                .filter(fact -> fact.version().deliveryId() == factDeliveryId())
                .isPresent();
    }

    /** Rows for those looked at now. */
    Stream<OutcomeRow> rows(Function<Parsed.Session, LocalDate> businessDay) {
        return now.stream().map(s -> OutcomeRow.of(s, outcome(s.delivery().id()), businessDay.apply(s)));
    }

    /** Those looked at before whose outcome is another now. */
    Map<Long, Outcome> changes() {
        var changes = new HashMap<Long, Outcome>();
        before.stream()
                .filter(k -> k.outcome() != outcome(k.version().deliveryId()))
                .forEach(k -> changes.put(
                        k.version().deliveryId(), outcome(k.version().deliveryId())));
        return changes;
    }

    /** Days whose facts or totals it changes. */
    Stream<LocalDate> days(Function<Parsed.Session, LocalDate> businessDay) {
        var changed = changes().keySet();
        return Stream.concat(
                now.stream().map(businessDay),
                before.stream()
                        .filter(k -> k.outcome() == Outcome.FACT
                                || changed.contains(k.version().deliveryId()))
                        .map(Known::businessDay));
    }

    private Outcome outcome(long deliveryId) {
        return Objects.requireNonNull(resolution.outcomes().get(deliveryId));
    }
}
