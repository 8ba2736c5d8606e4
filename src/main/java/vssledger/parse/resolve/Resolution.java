package vssledger.parse.resolve;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import vssledger.parse.store.Outcome;

/**
 * Which delivery of a session is its fact, and what the others are: a function of the set of its deliveries, whatever
 * the order in which they are looked at.
 *
 * <p>Deliveries that say the same are one version; its first arrival counts, the others are duplicates. The version that
 * first arrived last is the fact, the others are superseded. Versions known from files only rank below those that came as
 * webhooks, or whose file tells when they arrived. Of versions that arrived at the same time, or of which no time is known,
 * the later one of the same file supersedes the earlier one, and so does the later webhook. What is undecided even so is
 * decided by what the versions say, so that files can be replayed in any order.
 */
record Resolution(long factDeliveryId, Map<Long, Outcome> outcomes) {

    private static final Comparator<DeliveryVersion> FIRST_ARRIVAL = Comparator.comparing(
                    DeliveryVersion::arrivedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(DeliveryVersion::deliveryId);

    private static final Comparator<DeliveryVersion> ARRIVAL =
            Comparator.comparing(DeliveryVersion::arrivedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Of a session with one delivery. */
    static Resolution of(long onlyDeliveryId) {
        return new Resolution(onlyDeliveryId, Map.of(onlyDeliveryId, Outcome.FACT));
    }

    /** @param deliveries all of one session, at least one */
    static Resolution of(Collection<DeliveryVersion> deliveries) {
        var versions = deliveries.stream()
                .collect(Collectors.groupingBy(
                        v -> ByteBuffer.wrap(v.content().digest()), LinkedHashMap::new, Collectors.toList()))
                .values();
        var firsts = versions.stream().map(Resolution::first).toList();
        var fact = firsts.size() == 1 ? firsts.get(0) : fact(versions, firsts);
        return new Resolution(fact.deliveryId(), outcomes(deliveries, firsts, fact));
    }

    /** Of deliveries that say the same. */
    private static DeliveryVersion first(Collection<DeliveryVersion> same) {
        return same.stream().min(FIRST_ARRIVAL).orElseThrow();
    }

    private static DeliveryVersion fact(Collection<List<DeliveryVersion>> versions, List<DeliveryVersion> firsts) {
        var last = firsts.stream().max(ARRIVAL).orElseThrow();
        var candidates = versions.stream()
                .filter(same -> ARRIVAL.compare(first(same), last) == 0)
                .map(Resolution::firstByFile)
                .toList();
        var newest = candidates.stream()
                .filter(same -> candidates.stream().noneMatch(other -> supersedes(other, same)))
                .toList();
        // files may contradict each other: each has what the other has, in another order
        return (newest.isEmpty() ? candidates : newest)
                .stream()
                        .map(same -> first(same.values()))
                        .max(Comparator.comparing(DeliveryVersion::content))
                        .orElseThrow();
    }

    /** Of deliveries that say the same the first of each file, and of all webhooks, which are of no file. */
    private static Map<Optional<Long>, DeliveryVersion> firstByFile(List<DeliveryVersion> same) {
        return same.stream()
                .collect(Collectors.toMap(
                        version -> Optional.ofNullable(version.fileId()),
                        Function.identity(),
                        BinaryOperator.minBy(FIRST_ARRIVAL)));
    }

    /** Whether a file has the one version behind the other, or the one was posted behind the other. */
    private static boolean supersedes(
            Map<Optional<Long>, DeliveryVersion> later, Map<Optional<Long>, DeliveryVersion> earlier) {
        return later.entrySet().stream().anyMatch(first -> {
            var other = earlier.get(first.getKey());
            return other != null && FIRST_ARRIVAL.compare(first.getValue(), other) > 0;
        });
    }

    private static Map<Long, Outcome> outcomes(
            Collection<DeliveryVersion> deliveries, List<DeliveryVersion> firsts, DeliveryVersion fact) {
        var outcomes = new HashMap<Long, Outcome>();
        deliveries.forEach(v -> outcomes.put(v.deliveryId(), Outcome.DUPLICATE));
        firsts.forEach(v -> outcomes.put(v.deliveryId(), Outcome.SUPERSEDED));
        outcomes.put(fact.deliveryId(), Outcome.FACT);
        return outcomes;
    }
}
