package vssledger.parse;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import vssledger.fact.FactWriter;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionKey;

/**
 * Writes a chunk of parsed deliveries: an outcome for each, the facts of sessions whose newest version is among them,
 * and which days that touches. Sessions are locked in one order, so that any number of writers can work side by side.
 */
class ParsedWriter implements ItemWriter<Parsed> {

    private final OutcomeTable outcomes;
    private final FactWriter facts;
    private final ZoneId zone;
    private final long runId;

    ParsedWriter(OutcomeTable outcomes, FactWriter facts, ZoneId zone, long runId) {
        this.outcomes = outcomes;
        this.facts = facts;
        this.zone = zone;
        this.runId = runId;
    }

    @Override
    public void write(Chunk<? extends Parsed> chunk) {
        var touched = new TreeSet<LocalDate>();
        var sessions = only(chunk, Parsed.Session.class);
        var quarantined = only(chunk, Parsed.Quarantined.class);
        var notVss = only(chunk, Parsed.NotVss.class);

        outcomes.addQuarantined(quarantined, zone, runId);
        outcomes.addNotVss(notVss, zone, runId);
        Stream.concat(quarantined.stream(), notVss.stream()).forEach(p -> touched.add(arrivalDay(p)));
        writeSessions(sessions, touched);
        outcomes.touch(touched, runId);
    }

    private void writeSessions(List<Parsed.Session> sessions, Set<LocalDate> touched) {
        var arrived = sessions.stream()
                .collect(Collectors.groupingBy(s -> s.summary().key(), TreeMap::new, Collectors.toList()));
        outcomes.lock(arrived.keySet());
        var known = outcomes.of(arrived.keySet());

        var rows = new ArrayList<OutcomeTable.Row>();
        var changed = new HashMap<Long, Outcome>();
        var newFacts = new ArrayList<SessionFact>();
        var replaced = new ArrayList<SessionKey>();
        var recounted = new TreeMap<SessionKey, Integer>();

        arrived.forEach((key, now) -> {
            var before = known.getOrDefault(key, List.of());
            var resolution = Resolution.of(Stream.concat(
                            before.stream().map(OutcomeTable.Known::version),
                            now.stream().map(Parsed.Session::version))
                    .toList());
            var deliveries = before.size() + now.size();

            now.forEach(s -> {
                rows.add(
                        new OutcomeTable.Row(s, outcome(resolution, s.delivery().id()), businessDay(s)));
                touched.add(businessDay(s));
            });
            before.stream()
                    .filter(k -> outcome(resolution, k.version().deliveryId()) != k.outcome())
                    .forEach(k -> {
                        changed.put(
                                k.version().deliveryId(),
                                outcome(resolution, k.version().deliveryId()));
                        touched.add(k.businessDay());
                    });
            now.stream()
                    .filter(s -> s.delivery().id() == resolution.factDeliveryId())
                    .findFirst()
                    .ifPresentOrElse(
                            s -> {
                                newFacts.add(fact(s, deliveries));
                                if (!before.isEmpty()) {
                                    replaced.add(key);
                                }
                            },
                            () -> {
                                recounted.put(key, deliveries);
                                before.stream()
                                        .filter(k -> k.version().deliveryId() == resolution.factDeliveryId())
                                        .forEach(k -> touched.add(k.businessDay()));
                            });
        });

        outcomes.add(rows, runId);
        outcomes.change(changed);
        facts.remove(replaced);
        facts.add(newFacts);
        facts.recount(recounted);
    }

    private SessionFact fact(Parsed.Session session, int deliveries) {
        var summary = session.summary();
        var variant = session.choice().variant();
        return new SessionFact(
                summary.key(),
                variant.product(),
                businessDay(session),
                summary.status(),
                summary.startTime(),
                summary.endTime(),
                summary.lastAction(),
                summary.callCount(),
                summary.errorCode(),
                summary.errorMessage(),
                summary.totalCallSeconds(),
                summary.schemaVersion(),
                summary.clientRequestId(),
                session.choice().decidedBy().name(),
                session.delivery().receivedAt(),
                deliveries,
                session.delivery().id(),
                variant.ownColumns(summary),
                summary.legs());
    }

    private LocalDate businessDay(Parsed.Session session) {
        return LocalDate.ofInstant(session.summary().startTime(), zone);
    }

    private LocalDate arrivalDay(Parsed parsed) {
        return LocalDate.ofInstant(parsed.delivery().receivedAt(), zone);
    }

    private static Outcome outcome(Resolution resolution, long deliveryId) {
        return java.util.Objects.requireNonNull(resolution.outcomes().get(deliveryId));
    }

    private static <T extends Parsed> List<T> only(Iterable<? extends Parsed> parsed, Class<T> type) {
        var found = new ArrayList<T>();
        parsed.forEach(p -> {
            if (type.isInstance(p)) {
                found.add(type.cast(p));
            }
        });
        return found;
    }
}
