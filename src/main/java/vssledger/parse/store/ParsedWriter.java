package vssledger.parse.store;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vssledger.fact.FactWriter;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionKey;
import vssledger.parse.read.Parsed;
import vssledger.parse.resolve.KnownOutcome;
import vssledger.parse.resolve.SessionDecision;
import vssledger.platform.LedgerProperties;

/**
 * Writes parsed deliveries, in the transaction of its caller: an outcome for each, the facts of sessions whose newest
 * version is among them, and which days that touches. Sessions are taken in one order, so that any number of writers can
 * work side by side.
 */
@Component
public class ParsedWriter {

    private final OutcomeTable outcomes;
    private final FactWriter facts;
    private final PendingDeliveries deliveries;
    private final ZoneId zone;

    ParsedWriter(OutcomeTable outcomes, FactWriter facts, PendingDeliveries deliveries, LedgerProperties ledger) {
        this.outcomes = outcomes;
        this.facts = facts;
        this.deliveries = deliveries;
        this.zone = ledger.timeZone();
    }

    public void write(List<Parsed> chunk, long runId) {
        var touched = new HashSet<LocalDate>();
        var sessions = bySession(chunk);
        sessions.forEach(same -> same.forEach(session -> touched.add(session.businessDay(zone))));
        facts.makeRoom(touched);
        writeOthers(chunk, runId).forEach(touched::add);
        decide(sessions, runId).forEach(touched::add);
        outcomes.touch(new TreeSet<>(touched), runId);
    }

    /** The sessions among them, in the order in which they are locked. */
    private static List<List<Parsed.Session>> bySession(List<Parsed> chunk) {
        var bySession = new HashMap<SessionKey, List<Parsed.Session>>(2 * chunk.size());
        for (var parsed : chunk) {
            if (parsed instanceof Parsed.Session session) {
                bySession
                        .computeIfAbsent(session.summary().key(), key -> new ArrayList<>(1))
                        .add(session);
            }
        }
        var inOrder = new ArrayList<>(bySession.values());
        inOrder.sort(Comparator.comparing(ParsedWriter::key));
        return inOrder;
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

    /** @return the days of facts that were there before, and are touched */
    private Stream<LocalDate> decide(List<List<Parsed.Session>> arrived, long runId) {
        var keys = arrived.stream().map(ParsedWriter::key).toList();
        Set<SessionKey> known;
        List<SessionDecision> decisions;
        do {
            var isKnown = outcomes.known(keys);
            decisions = arrived.stream()
                    .filter(same -> !isKnown.contains(key(same)))
                    .map(same -> SessionDecision.of(same, List.of()))
                    .toList();
            known = isKnown;
        } while (!outcomes.tryAdd(rows(decisions), runId));
        facts.add(facts(decisions));

        var isKnown = known;
        return known.isEmpty()
                ? Stream.of()
                : decideAgain(
                        arrived.stream()
                                .filter(same -> isKnown.contains(key(same)))
                                .toList(),
                        runId);
    }

    /** Of sessions that have a fact, all that was looked at before has its say. */
    private Stream<LocalDate> decideAgain(List<List<Parsed.Session>> arrived, long runId) {
        var before = outcomes.locked(arrived.stream().map(ParsedWriter::key).toList());
        var decisions = arrived.stream()
                .map(same -> SessionDecision.of(same, before.getOrDefault(key(same), List.of())))
                .toList();
        var changes = new HashMap<Long, Outcome>();
        var recounted = new HashMap<FactWriter.Place, Integer>();
        var outdated = new ArrayList<FactWriter.Place>();
        var newFacts = new ArrayList<SessionDecision>();
        for (var decision : decisions) {
            changes.putAll(decision.changes());
            var place = decision.factBefore().map(KnownOutcome::place);
            if (decision.keepsItsFact()) {
                place.ifPresent(there -> recounted.put(there, decision.deliveries()));
            } else {
                place.ifPresent(outdated::add);
                newFacts.add(decision);
            }
        }
        outcomes.change(changes);
        outcomes.add(rows(decisions), runId);
        facts.remove(outdated);
        facts.add(facts(newFacts));
        facts.recount(recounted);
        return decisions.stream().flatMap(SessionDecision::daysBefore);
    }

    private List<OutcomeRow> rows(List<SessionDecision> decisions) {
        return decisions.stream().flatMap(decision -> decision.rows(zone)).toList();
    }

    private static SessionKey key(List<Parsed.Session> same) {
        return same.get(0).summary().key();
    }

    private List<SessionFact> facts(List<SessionDecision> decisions) {
        var reread = reread(decisions.stream()
                .filter(d -> d.factNow() == null)
                .map(SessionDecision::factDeliveryId)
                .toList());
        var all = new ArrayList<SessionFact>(decisions.size());
        for (var decision : decisions) {
            var session = decision.factNow() != null ? decision.factNow() : reread.get(decision.factDeliveryId());
            if (session != null) {
                all.add(session.fact(zone, decision.deliveries()));
            }
        }
        return all;
    }

    /** A delivery that was superseded, and is the fact since a still older one told when its rival first came. */
    private Map<Long, Parsed.Session> reread(List<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : only(deliveries.parseAgain(ids), Parsed.Session.class)
                        .collect(Collectors.toMap(s -> s.delivery().id(), s -> s));
    }

    private LocalDate arrivalDay(Parsed parsed) {
        return LocalDate.ofInstant(parsed.delivery().receivedAt(), zone);
    }

    private static <T extends Parsed> Stream<T> only(List<Parsed> parsed, Class<T> type) {
        return parsed.stream().filter(type::isInstance).map(type::cast);
    }
}
