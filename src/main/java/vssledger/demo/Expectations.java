package vssledger.demo;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The bill and the list of sent callflows for sessions that happened, with differences, and how many of each. */
final class Expectations {

    /** The mistakes that a client makes most often come first. */
    private static final List<SentCallflows.Refusal> REFUSALS = List.of(
            new SentCallflows.Refusal(-1017, "Invalid destination"),
            new SentCallflows.Refusal(-1014, "Source is not allowed"),
            new SentCallflows.Refusal(-1017, "Invalid destination"),
            new SentCallflows.Refusal(-1015, "Validity period expired"),
            new SentCallflows.Refusal(-9999, "Unknown error"));

    private final SeededRandom chance;
    private final SessionScript script;
    private final List<SampleSession> sessions;
    private final Untouched untouched;
    private final SampleBill bill = new SampleBill();
    private final SentCallflows sent = new SentCallflows();
    private final SeededBreaks billBreaks;
    private final SeededBreaks sentBreaks;

    Expectations(SeededRandom chance, SessionScript script, List<SampleSession> sessions) {
        this.chance = chance;
        this.script = script;
        this.sessions = sessions;
        this.untouched = new Untouched(chance, sessions);
        this.billBreaks = writeBill();
        this.sentBreaks = writeSent();
    }

    byte[] logExport() {
        return bill.bytes();
    }

    byte[] callflows() {
        return sent.bytes();
    }

    SeededBreaks billBreaks() {
        return billBreaks;
    }

    SeededBreaks sentBreaks() {
        return sentBreaks;
    }

    private SeededBreaks writeBill() {
        var faults = new HashMap<SampleSession, SampleBill.Fault>();
        for (var fault : SampleBill.Fault.values()) {
            Predicate<SampleSession> fits = switch (fault) {
                case LEG_UNEXPECTED -> session -> session.legs().size() == 2;
                case STATUS -> session -> session.hasTalk() && session.status().equals("COMPLETED");
                default -> SampleSession::hasTalk;
            };
            untouched.take(fault.howOften(), fits).forEach(session -> faults.put(session, fault));
        }
        var notBilled = Set.copyOf(
                untouched.take(10, session -> !session.legs().isEmpty() && SubAccount.of(session) != SubAccount.SIP));
        var billable =
                sessions.stream().filter(session -> !session.legs().isEmpty()).toList();
        billable.stream()
                .filter(session -> !notBilled.contains(session))
                .forEach(session -> bill.add(session, faults.get(session)));
        // two accounts that are billed in two currencies
        var neverReceived = new ArrayList<>(madeUp(6, SubAccount.RIDES));
        neverReceived.addAll(madeUp(3, SubAccount.CAMPAIGN_MY));
        neverReceived.forEach(session -> bill.add(session, null));

        var kinds = new TreeMap<String, Long>();
        faults.values().stream()
                .filter(fault -> fault != SampleBill.Fault.WITHIN_TOLERANCE)
                .forEach(fault -> kinds.merge(fault.name(), 1L, Long::sum));
        var broken = kinds.values().stream().mapToLong(Long::longValue).sum();
        kinds.put("MISSING_VSS", (long) neverReceived.size());
        kinds.put("UNEXPECTED", (long) notBilled.size());
        return new SeededBreaks(
                billable.size() - notBilled.size() + neverReceived.size(),
                billable.size(),
                billable.size() - notBilled.size() - broken,
                broken,
                neverReceived.size(),
                notBilled.size(),
                kinds);
    }

    private SeededBreaks writeSent() {
        var started = sessions.stream()
                .filter(session -> SubAccount.of(session) != SubAccount.SIP)
                .filter(session -> !SubAccount.of(session).inbound())
                .toList();
        var leftOut = Set.copyOf(untouched.take(7, started::contains));
        var unanswered = Set.copyOf(untouched.take(40, session -> session.clientRequestId() != null));
        for (var session : started) {
            if (unanswered.contains(session)) {
                sent.unanswered(session);
            } else if (!leftOut.contains(session)) {
                sent.created(session);
            }
        }
        var lost = madeUp(6, SubAccount.REMINDERS);
        lost.forEach(sent::created);
        var refused = madeUp(15, SubAccount.REMINDERS);
        for (var n = 0; n < refused.size(); n++) {
            sent.refused(refused.get(n), REFUSALS.get(n % REFUSALS.size()));
        }
        return new SeededBreaks(
                started.size() - leftOut.size() + lost.size(),
                started.size(),
                started.size() - leftOut.size(),
                0,
                lost.size(),
                leftOut.size(),
                new TreeMap<>(Map.of("MISSING_VSS", (long) lost.size(), "UNEXPECTED", (long) leftOut.size())));
    }

    /** Sessions that nobody told the ledger of, in the morning of the days. */
    private List<SampleSession> madeUp(int count, SubAccount subAccount) {
        var made = new ArrayList<SampleSession>();
        for (var n = 0; n < count; n++) {
            var start = Week.DAYS
                    .days()
                    .get(n % 7)
                    .atTime(3, 0)
                    .toInstant(ZoneOffset.UTC)
                    .plus(Duration.ofSeconds(chance.between(0, 3600)));
            made.add(script.play(subAccount, start, "COMPLETED"));
        }
        return made;
    }
}
