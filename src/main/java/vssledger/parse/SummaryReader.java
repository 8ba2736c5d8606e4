package vssledger.parse;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.NoteCode;
import vssledger.fact.SessionKey;
import vssledger.fact.SessionSummary;

/** Reads the payload of a Voice Session Summary; takes both sides wherever 8x8's pages disagree. */
final class SummaryReader {

    private static final Set<String> KNOWN_ENVELOPE =
            Set.of("namespace", "eventType", "description", "version", "payload");
    private static final Set<String> KNOWN = Set.of(
            "sessionId",
            "subAccountId",
            "sessionStatus",
            "startTime",
            "endTime",
            "lastAction",
            "callCount",
            "clientRequestId",
            "errorDetails",
            "details");

    private static final String UNKNOWN = "UNKNOWN";
    private static final Pattern LEG_KEY = Pattern.compile("call([a-z]{1,2})", Pattern.CASE_INSENSITIVE);
    private static final Comparator<String> BY_LETTERS =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** A leg may begin a little before its session, or be transferred hours later. */
    private static final Duration FAR = Duration.ofDays(1);

    private final Fields envelope;
    private final Fields payload;

    private SummaryReader(Fields envelope, Fields payload) {
        this.envelope = envelope;
        this.payload = payload;
    }

    /** @throws Unreadable if the session has no identity: no session id, no subaccount or no start */
    static SessionSummary read(Fields envelope) throws Unreadable {
        var payload = envelope.object("payload");
        if (payload == null) {
            throw new Unreadable(
                    Unreadable.Reason.PAYLOAD_MISSING,
                    "The delivery has no object \"payload\", so it tells of no session.");
        }
        return new SummaryReader(envelope, new Fields(payload.node(), "", payload.notes())).read();
    }

    private SessionSummary read() throws Unreadable {
        var key = key();
        var startTime = startTime();
        envelope.noteOthersThan(KNOWN_ENVELOPE);
        payload.noteOthersThan(KNOWN);
        var status = status();
        var endTime = endTime(startTime);
        var error = ErrorReader.read(payload, status);
        var callCount = payload.count("callCount");
        var legs = legs(startTime);
        noteCalls(status, callCount, legs);
        return new SessionSummary(
                key,
                status,
                startTime,
                endTime,
                payload.constant("lastAction"),
                callCount,
                error.code(),
                error.message(),
                envelope.integer("version"),
                payload.identifier("clientRequestId"),
                legs,
                payload.notes().all());
    }

    private SessionKey key() throws Unreadable {
        var sessionId = payload.identifier("sessionId");
        if (sessionId == null) {
            throw new Unreadable(
                    Unreadable.Reason.SESSION_ID_MISSING,
                    "\"sessionId\" is missing, empty or overlong, so the session cannot be told from others.");
        }
        var subAccountId = payload.identifier("subAccountId");
        if (subAccountId == null) {
            throw new Unreadable(
                    Unreadable.Reason.SUB_ACCOUNT_MISSING,
                    "\"subAccountId\" is missing, empty or overlong, so the session belongs to nobody.");
        }
        return new SessionKey(subAccountId, sessionId);
    }

    private Instant startTime() throws Unreadable {
        var startTime = payload.time("startTime");
        if (startTime == null) {
            var found = payload.text("startTime");
            throw new Unreadable(
                    Unreadable.Reason.START_TIME_MISSING,
                    (found == null ? "\"startTime\" is missing" : "\"startTime\" is not a time: \"" + found + "\"")
                            + ", so the session has no business day.");
        }
        return startTime;
    }

    private @Nullable Instant endTime(Instant startTime) {
        var endTime = payload.time("endTime");
        if (endTime == null) {
            payload.note(NoteCode.END_MISSING, "endTime", null);
        } else if (endTime.isBefore(startTime)) {
            payload.note(NoteCode.TIMES_OUT_OF_ORDER, "endTime", endTime + ", before " + startTime);
        }
        return endTime;
    }

    private String status() {
        var status = payload.status("sessionStatus");
        if (status == null) {
            payload.note(NoteCode.STATUS_MISSING, "sessionStatus", null);
            return UNKNOWN;
        }
        return status;
    }

    private List<LegFact> legs(Instant startTime) {
        var details = payload.object("details");
        if (details == null) {
            return List.of();
        }
        var legs = new TreeMap<String, LegFact>(BY_LETTERS);
        details.entries().forEach(entry -> {
            var key = LEG_KEY.matcher(entry.getKey());
            if (!key.matches() || !entry.getValue().isObject()) {
                payload.note(
                        NoteCode.FIELD_UNKNOWN,
                        "details." + Text.storable(entry.getKey()),
                        entry.getValue().toString());
                return;
            }
            var letters = key.group(1).toUpperCase(Locale.ROOT);
            var leg = LegReader.read(letters, new Fields(entry.getValue(), "call" + letters + ".", payload.notes()));
            if (legs.putIfAbsent(letters, leg) != null) {
                payload.note(NoteCode.KEY_REPEATED, "details." + entry.getKey(), null);
            }
        });
        legs.values().forEach(leg -> noteFar(leg, startTime));
        return List.copyOf(legs.values());
    }

    private void noteFar(LegFact leg, Instant startTime) {
        var begins = leg.initiatedAt() != null ? leg.initiatedAt() : leg.connectedAt();
        if (begins != null && Duration.between(startTime, begins).abs().compareTo(FAR) > 0) {
            payload.note(NoteCode.FAR_FROM_SESSION, "call" + leg.leg() + ".initiatedTimestamp", begins.toString());
        }
    }

    private void noteCalls(String status, @Nullable Integer callCount, List<LegFact> legs) {
        if (legs.isEmpty() && (status.equals("COMPLETED") || (callCount != null && callCount > 0))) {
            payload.note(NoteCode.LEGS_MISSING, "details", null);
        } else if (callCount != null && callCount != legs.size()) {
            payload.note(NoteCode.CALL_COUNT_DIFFERS, "callCount", callCount + ", with legs: " + legs.size());
        }
        if (status.equals("COMPLETED") && !legs.isEmpty() && legs.stream().noneMatch(LegFact::isAnswered)) {
            payload.note(NoteCode.COMPLETED_WITHOUT_CALL, "sessionStatus", null);
        }
        var implied = ImpliedStatus.of(legs);
        if (!status.equals(UNKNOWN) && !ImpliedStatus.agrees(status, implied)) {
            payload.note(NoteCode.STATUS_DIFFERS, "sessionStatus", status + ", by its legs " + implied);
        }
    }
}
