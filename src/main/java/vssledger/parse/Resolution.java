package vssledger.parse;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which delivery of a session is its fact, and what the others are: a function of the set of its deliveries, whatever
 * the order in which they are looked at.
 *
 * <p>Deliveries that say the same are one version; its first arrival counts, the others are duplicates. The version that
 * first arrived last is the fact, the others are superseded. Versions known from files only rank below those that came as
 * webhooks, and among each other by what they say, so that files can be replayed in any order.
 */
record Resolution(long factDeliveryId, Map<Long, Outcome> outcomes) {

    private static final Comparator<Version> FIRST_ARRIVAL = Comparator.comparing(
                    Version::arrivedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Version::deliveryId);

    private static final Comparator<Version> PRECEDENCE = Comparator.comparing(
                    Version::arrivedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Version::content);

    /** Of a session with one delivery. */
    static Resolution of(long onlyDeliveryId) {
        return new Resolution(onlyDeliveryId, Map.of(onlyDeliveryId, Outcome.FACT));
    }

    /** @param versions all deliveries of one session, at least one */
    static Resolution of(Collection<Version> versions) {
        var firsts = versions.stream()
                .collect(Collectors.groupingBy(
                        v -> ByteBuffer.wrap(v.content().digest()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> same.stream().min(FIRST_ARRIVAL).orElseThrow())
                .toList();
        var fact = firsts.stream().max(PRECEDENCE).orElseThrow();
        return new Resolution(fact.deliveryId(), outcomes(versions, firsts, fact));
    }

    private static Map<Long, Outcome> outcomes(Collection<Version> versions, List<Version> firsts, Version fact) {
        var outcomes = new HashMap<Long, Outcome>();
        versions.forEach(v -> outcomes.put(v.deliveryId(), Outcome.DUPLICATE));
        firsts.forEach(v -> outcomes.put(v.deliveryId(), Outcome.SUPERSEDED));
        outcomes.put(fact.deliveryId(), Outcome.FACT);
        return outcomes;
    }
}
