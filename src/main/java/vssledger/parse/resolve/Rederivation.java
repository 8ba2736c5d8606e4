package vssledger.parse.resolve;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.fact.FactReader;
import vssledger.fact.FactValues;
import vssledger.fact.FactWriter;
import vssledger.fact.SessionKey;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.read.Parsed;
import vssledger.parse.store.Outcome;
import vssledger.parse.store.OutcomeRow;
import vssledger.parse.store.OutcomeTable;
import vssledger.parse.store.ParsedWriter;
import vssledger.parse.store.PendingDeliveries;
import vssledger.platform.LedgerProperties;

/**
 * Takes deliveries that were looked at before through today's parser, and puts right what comes out otherwise; what does
 * not is left where it lies. All of it in the transaction of its caller, of whom there is one a session.
 */
@Component
public class Rederivation {

    private final OutcomeTable outcomes;
    private final PendingDeliveries deliveries;
    private final ParsedWriter writer;
    private final FactReader stored;
    private final FactWriter facts;
    private final ZoneId zone;

    Rederivation(
            OutcomeTable outcomes,
            PendingDeliveries deliveries,
            ParsedWriter writer,
            FactReader stored,
            FactWriter facts,
            LedgerProperties ledger) {
        this.outcomes = outcomes;
        this.deliveries = deliveries;
        this.writer = writer;
        this.stored = stored;
        this.facts = facts;
        this.zone = ledger.timeZone();
    }

    /** A session as it was, and as its deliveries are parsed now. */
    private record Again(List<KnownOutcome> before, List<Parsed> now) {

        KnownOutcome fact() {
            return before.stream()
                    .filter(k -> k.outcome() == Outcome.FACT)
                    .findFirst()
                    .orElseThrow();
        }

        boolean isComplete() {
            return now.size() == before.size();
        }

        /** Null where the deliveries no longer make one session, and the same. */
        @Nullable SessionDecision decision() {
            var sessions = now.stream()
                    .filter(Parsed.Session.class::isInstance)
                    .map(Parsed.Session.class::cast)
                    .filter(s -> s.summary().key().equals(fact().key()))
                    .toList();
            return sessions.size() == now.size() ? SessionDecision.of(sessions, List.of()) : null;
        }
    }

    public List<Rederived> units(List<Rederivable.Unit> units, long runId) {
        var rederived = new ArrayList<Rederived>(units.size());
        rederived.addAll(sessions(
                units.stream()
                        .map(Rederivable.Unit::key)
                        .filter(Objects::nonNull)
                        .toList(),
                runId));
        rederived.addAll(others(
                units.stream()
                        .filter(unit -> unit.key() == null)
                        .map(Rederivable.Unit::deliveryId)
                        .toList(),
                runId));
        return rederived;
    }

    /** Derives sessions, with all of their deliveries. */
    List<Rederived> sessions(Collection<SessionKey> keys, long runId) {
        var before = outcomes.locked(keys.stream().sorted().toList());
        var parsed = parseAgain(before.values().stream()
                .flatMap(List::stream)
                .map(k -> k.version().deliveryId())
                .toList());
        var sessions = before.values().stream()
                .map(versions -> new Again(
                        versions,
                        versions.stream()
                                .map(k -> parsed.get(k.version().deliveryId()))
                                .filter(Objects::nonNull)
                                .toList()))
                .toList();
        var values = stored.stored(sessions.stream().map(s -> s.fact().place()).toList());

        var rederived = new ArrayList<Rederived>();
        var outdated = new ArrayList<Again>();
        var confirmed = new ArrayList<KnownOutcome>();
        for (var session : sessions) {
            var fact = session.fact();
            var day = fact.businessDay();
            var id = fact.version().deliveryId();
            if (!session.isComplete()) {
                rederived.add(Rederived.kept(day, id));
                continue;
            }
            var decision = session.decision();
            var changes = new TreeSet<String>();
            changes.addAll(outcomeChanges(session, decision));
            changes.addAll(valueChanges(decision, Objects.requireNonNull(values.get(id))));
            rederived.add(new Rederived(day, id, false, changes));
            if (changes.isEmpty() && isAsRecorded(session, decision)) {
                confirmed.addAll(session.before());
            } else {
                outdated.add(session);
            }
        }
        replace(outdated, runId);
        confirm(confirmed);
        return rederived;
    }

    private static Collection<String> outcomeChanges(Again session, @Nullable SessionDecision decision) {
        var now = new HashMap<Long, Outcome>();
        session.now().forEach(parsed -> now.put(parsed.delivery().id(), outcome(parsed, decision)));
        return session.before().stream()
                .filter(k -> k.outcome() != now.get(k.version().deliveryId()))
                .map(k -> Rederived.change(
                        k.outcome(), Objects.requireNonNull(now.get(k.version().deliveryId()))))
                .toList();
    }

    private static Outcome outcome(Parsed parsed, @Nullable SessionDecision decision) {
        if (parsed instanceof Parsed.Quarantined) {
            return Outcome.QUARANTINED;
        }
        if (parsed instanceof Parsed.NotVss) {
            return Outcome.NOT_VSS;
        }
        // of deliveries that no longer belong together each is told as what it will be on its own
        return decision == null
                ? Outcome.FACT
                : Objects.requireNonNull(
                        decision.resolution().outcomes().get(parsed.delivery().id()));
    }

    private Collection<String> valueChanges(@Nullable SessionDecision decision, FactValues before) {
        if (decision == null || decision.factNow() == null) {
            return List.of("session.session_id");
        }
        return stored.of(decision.factNow().fact(zone, decision.deliveries())).differencesTo(before);
    }

    /** Whether what is kept beside the facts, to tell versions apart, stays too. */
    private boolean isAsRecorded(Again session, @Nullable SessionDecision decision) {
        if (decision == null) {
            return false;
        }
        var rows = decision.rows(zone).collect(Collectors.toMap(OutcomeRow::deliveryId, Function.identity()));
        return session.before().stream()
                .allMatch(k -> Objects.requireNonNull(rows.get(k.version().deliveryId()))
                        .saysTheSameAs(k));
    }

    private void replace(List<Again> sessions, long runId) {
        outcomes.touch(
                sessions.stream()
                        .flatMap(s -> s.before().stream())
                        .map(KnownOutcome::businessDay)
                        .collect(Collectors.toCollection(TreeSet::new)),
                runId);
        outcomes.remove(sessions.stream()
                .flatMap(s -> s.before().stream())
                .map(k -> k.version().deliveryId())
                .toList());
        facts.remove(sessions.stream().map(s -> s.fact().place()).toList());
        writer.write(sessions.stream().flatMap(s -> s.now().stream()).toList(), runId);
    }

    private void confirm(List<KnownOutcome> known) {
        outcomes.confirm(known.stream().map(k -> k.version().deliveryId()).toList());
        facts.confirm(
                known.stream()
                        .filter(k -> k.outcome() == Outcome.FACT)
                        .map(KnownOutcome::place)
                        .toList(),
                DeliveryParser.VERSION);
    }

    /** Derives deliveries that belong to no session: those in quarantine, and those of other events. */
    public List<Rederived> others(Collection<Long> deliveryIds, long runId) {
        var parsed = parseAgain(deliveryIds);
        var rederived = new ArrayList<Rederived>();
        var outdated = new ArrayList<Parsed>();
        var days = new TreeSet<LocalDate>();
        var confirmed = new ArrayList<Long>();
        for (var before : outcomes.withoutSession(deliveryIds)) {
            var now = parsed.get(before.deliveryId());
            if (now == null) {
                rederived.add(Rederived.kept(before.day(), before.deliveryId()));
            } else if (before.isStill(now)) {
                rederived.add(new Rederived(before.day(), before.deliveryId(), false, new TreeSet<>()));
                confirmed.add(before.deliveryId());
            } else {
                rederived.add(new Rederived(before.day(), before.deliveryId(), false, before.changesTo(now)));
                outdated.add(now);
                days.add(before.day());
            }
        }
        outcomes.touch(days, runId);
        outcomes.remove(outdated.stream().map(p -> p.delivery().id()).toList());
        writer.write(outdated, runId);
        outcomes.confirm(confirmed);
        return rederived;
    }

    private Map<Long, Parsed> parseAgain(Collection<Long> ids) {
        return deliveries.parseAgain(List.copyOf(ids)).stream()
                .collect(Collectors.toMap(p -> p.delivery().id(), Function.identity()));
    }
}
