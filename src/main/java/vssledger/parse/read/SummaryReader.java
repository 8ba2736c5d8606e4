package vssledger.parse.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.NoteCode;
import vssledger.fact.SessionKey;
import vssledger.fact.SessionSummary;

/** Reads the payload of a Voice Session Summary; takes both sides wherever 8x8's pages disagree. */
final class SummaryReader {

    private static final String UNKNOWN = "UNKNOWN";
    private static final String CALL = "call";
    private static final Comparator<LegFact> BY_LETTERS =
            Comparator.comparingInt((LegFact leg) -> leg.leg().length()).thenComparing(LegFact::leg);

    /** A leg may begin a little before its session, or be transferred hours later. */
    private static final Duration FAR = Duration.ofDays(1);

    private final Fields envelope;
    private final Fields payload;

    private SummaryReader(Fields envelope, Fields payload) {
        this.envelope = envelope;
        this.payload = payload;
    }

    /** @throws UnreadableDeliveryException if the session has no identity: no session id, no subaccount or no start */
    static SessionSummary read(Fields envelope) throws UnreadableDeliveryException {
        var payload = envelope.object("payload");
        if (payload == null) {
            throw new UnreadableDeliveryException(
                    UnreadableDeliveryException.Reason.PAYLOAD_MISSING,
                    "The delivery has no object \"payload\", so it tells of no session.");
        }
        return new SummaryReader(envelope, new Fields(payload.object(), "", payload.notes())).read();
    }

    private SessionSummary read() throws UnreadableDeliveryException {
        var key = key();
        var startTime = startTime();
        var status = status();
        var endTime = endTime(startTime);
        var error = ErrorReader.read(envelope, payload, status);
        var callCount = payload.count("callCount");
        var legs = legs(startTime);
        noteCalls(status, callCount, legs);
        var lastAction = payload.constant("lastAction");
        var schemaVersion = envelope.integer("version");
        var clientRequestId = payload.identifier("clientRequestId");
        envelope.ignore("description");
        envelope.noteTheRest();
        payload.noteTheRest();
        return new SessionSummary(
                key,
                status,
                startTime,
                endTime,
                lastAction,
                callCount,
                error.code(),
                error.message(),
                schemaVersion,
                clientRequestId,
                legs,
                payload.notes().all());
    }

    private SessionKey key() throws UnreadableDeliveryException {
        var sessionId = payload.identifier("sessionId");
        if (sessionId == null) {
            throw new UnreadableDeliveryException(
                    UnreadableDeliveryException.Reason.SESSION_ID_MISSING,
                    "\"sessionId\" is missing, empty or overlong, so the session cannot be identified.");
        }
        var subAccountId = payload.identifier("subAccountId");
        if (subAccountId == null) {
            throw new UnreadableDeliveryException(
                    UnreadableDeliveryException.Reason.SUB_ACCOUNT_MISSING,
                    "\"subAccountId\" is missing, empty or overlong, so the session belongs to nobody.");
        }
        return new SessionKey(subAccountId, sessionId);
    }

    private Instant startTime() throws UnreadableDeliveryException {
        var startTime = payload.time("startTime");
        if (startTime == null) {
            var found = payload.text("startTime");
            throw new UnreadableDeliveryException(
                    UnreadableDeliveryException.Reason.START_TIME_MISSING,
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
        var legs = new ArrayList<LegFact>(2);
        for (var member = 0; member < details.object().size(); member++) {
            readLeg(details.object(), member, legs);
        }
        details.noteTheRest();
        legs.sort(BY_LETTERS);
        legs.forEach(leg -> noteFar(leg, startTime));
        return List.copyOf(legs);
    }

    private void readLeg(JsonObject details, int member, List<LegFact> legs) {
        var name = details.name(member);
        if (details.kind(member) != JsonObject.Kind.OBJECT || !isLeg(name)) {
            return;
        }
        details.ask(member);
        var letters = name.substring(CALL.length()).toUpperCase(Locale.ROOT);
        if (legs.stream().anyMatch(leg -> leg.leg().equals(letters))) {
            payload.note(NoteCode.KEY_REPEATED, "details." + name, null);
            return;
        }
        legs.add(LegReader.read(letters, new Fields(details.object(member), CALL + letters + ".", payload.notes())));
    }

    /** {@code callA}, {@code CallB}, …, {@code callAA}. */
    private static boolean isLeg(String name) {
        if (!name.regionMatches(true, 0, CALL, 0, CALL.length()) || name.length() > CALL.length() + 2) {
            return false;
        }
        return name.length() > CALL.length()
                && name.chars().skip(CALL.length()).allMatch(c -> (c | 0x20) >= 'a' && (c | 0x20) <= 'z');
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
