package vssledger.parse;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vssledger.fact.FactWriter;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionKey;
import vssledger.platform.LedgerProperties;

/**
 * Writes parsed deliveries, in the transaction of its caller: an outcome for each, the facts of sessions whose newest
 * version is among them, and which days that touches. Sessions are taken in one order, so that any number of writers can
 * work side by side.
 */
@Component
class ParsedWriter {

    private final OutcomeTable outcomes;
    private final FactWriter facts;
    private final PendingDeliveries deliveries;
    private final DeliveryParser parser;
    private final ZoneId zone;

    ParsedWriter(
            OutcomeTable outcomes,
            FactWriter facts,
            PendingDeliveries deliveries,
            DeliveryParser parser,
            LedgerProperties ledger) {
        this.outcomes = outcomes;
        this.facts = facts;
        this.deliveries = deliveries;
        this.parser = parser;
        this.zone = ledger.timeZone();
    }

    void write(List<Parsed> chunk, long runId) {
        var touched = new TreeSet<LocalDate>();
        var sessions = only(chunk, Parsed.Session.class)
                .collect(Collectors.groupingBy(s -> s.summary().key(), TreeMap::new, Collectors.toList()));
        facts.makeRoom(sessions.values().stream()
                .flatMap(List::stream)
                .map(this::businessDay)
                .collect(Collectors.toSet()));
        writeOthers(chunk, runId).forEach(touched::add);
        decide(sessions, runId)
                .forEach(decision -> decision.days(this::businessDay).forEach(touched::add));
        outcomes.touch(touched, runId);
    }

    /** @return the days it touches */
    private Stream<LocalDate> writeOthers(List<Parsed> chunk, long runId) {
        var quarantined = only(chunk, Parsed.Quarantined.class).toList();
        var rows = Stream.concat(
                        quarantined.stream().map(q -> OutcomeRow.of(q, arrivalDay(q))),
                        only(chunk, Parsed.NotVss.class).map(n -> OutcomeRow.of(n, arrivalDay(n))))
                .toList();
        outcomes.add(rows, runId);
        outcomes.quarantine(quarantined);
        return rows.stream().map(OutcomeRow::businessDay);
    }

    /** A session that is new is decided at once; of one that is not, all that was looked at before has its say. */
    private List<Decision> decide(SortedMap<SessionKey, List<Parsed.Session>> arrived, long runId) {
        var decisions = new ArrayList<Decision>(arrived.size());
        arrived.forEach((key, now) -> decisions.add(Decision.of(key, now, List.of())));
        var added = outcomes.add(decisions.stream().map(this::factRow).toList(), runId);
        var known = decisions.stream()
                .filter(d -> !added.contains(d.factDeliveryId()))
                .toList();
        var before = outcomes.locked(known.stream().map(Decision::key).toList());
        var all = decisions.stream()
                .map(d -> added.contains(d.factDeliveryId())
                        ? d
                        : Decision.of(d.key(), d.now(), before.getOrDefault(d.key(), List.of())))
                .toList();
        write(all, added, runId);
        return all;
    }

    private void write(Collection<Decision> decisions, Collection<Long> added, long runId) {
        var changes = new HashMap<Long, Outcome>();
        var recounted = new HashMap<FactWriter.Place, Integer>();
        var outdated = new ArrayList<FactWriter.Place>();
        var rows = new ArrayList<OutcomeRow>();
        var newFacts = new ArrayList<Decision>(decisions.size());
        for (var decision : decisions) {
            changes.putAll(decision.changes());
            if (decision.now().size() > 1 || !decision.before().isEmpty()) {
                decision.rows(this::businessDay)
                        .filter(row -> !added.contains(row.deliveryId()))
                        .forEach(rows::add);
            }
            if (decision.keepsItsFact()) {
                decision.factBefore().ifPresent(fact -> recounted.put(fact.place(), decision.deliveries()));
            } else {
                decision.factBefore().ifPresent(fact -> outdated.add(fact.place()));
                newFacts.add(decision);
            }
        }
        outcomes.change(changes);
        outcomes.add(rows, runId);
        facts.remove(outdated);
        facts.add(facts(newFacts));
        facts.recount(recounted);
    }

    private OutcomeRow factRow(Decision decision) {
        var session = decision.factNow().orElseThrow();
        return OutcomeRow.of(session, Outcome.FACT, businessDay(session));
    }

    private List<SessionFact> facts(List<Decision> decisions) {
        var elsewhere = decisions.stream()
                .filter(d -> d.factNow().isEmpty())
                .map(Decision::factDeliveryId)
                .toList();
        var reread = reread(elsewhere);
        return decisions.stream()
                .flatMap(d -> d
                        .factNow()
                        .or(() -> Optional.ofNullable(reread.get(d.factDeliveryId())))
                        .map(session -> session.fact(zone, d.deliveries()))
                        .stream())
                .toList();
    }

    /** A delivery that was superseded, and is the fact since a still older one told when its rival first came. */
    private Map<Long, Parsed.Session> reread(List<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : only(deliveries.again(ids).stream().map(parser::parse).toList(), Parsed.Session.class)
                        .collect(Collectors.toMap(s -> s.delivery().id(), s -> s));
    }

    private LocalDate businessDay(Parsed.Session session) {
        return session.businessDay(zone);
    }

    private LocalDate arrivalDay(Parsed parsed) {
        return LocalDate.ofInstant(parsed.delivery().receivedAt(), zone);
    }

    private static <T extends Parsed> Stream<T> only(List<Parsed> parsed, Class<T> type) {
        return parsed.stream().filter(type::isInstance).map(type::cast);
    }
}
