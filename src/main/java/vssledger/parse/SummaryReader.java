package vssledger.parse;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.SessionKey;
import vssledger.platform.Spelling;

/** Reads the payload of a Voice Session Summary; takes both sides wherever 8x8's pages disagree. */
final class SummaryReader {

    private static final Pattern LEG_KEY = Pattern.compile("call([a-z]{1,2})", Pattern.CASE_INSENSITIVE);

    private SummaryReader() {}

    /** @throws Unreadable if the session has no identity: no session id, no subaccount or no start */
    static Summary read(Fields envelope) throws Unreadable {
        var payload = envelope.object("payload");
        if (payload == null) {
            throw new Unreadable(
                    Unreadable.Reason.PAYLOAD_MISSING,
                    "The delivery has no object \"payload\", so it tells of no session.");
        }
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
        var startTime = payload.time("startTime");
        if (startTime == null) {
            var found = payload.text("startTime");
            throw new Unreadable(
                    Unreadable.Reason.START_TIME_MISSING,
                    (found == null ? "\"startTime\" is missing" : "\"startTime\" is not a time: \"" + found + "\"")
                            + ", so the session has no business day.");
        }
        var error = payload.object("errorDetails");
        var status = Spelling.status(payload.text("sessionStatus"));
        return new Summary(
                new SessionKey(subAccountId, sessionId),
                status == null ? "UNKNOWN" : status,
                startTime,
                payload.time("endTime"),
                payload.constant("lastAction"),
                payload.count("callCount"),
                error == null ? null : error.integer("errorCode"),
                error == null ? null : errorMessage(error),
                envelope.integer("version"),
                payload.identifier("clientRequestId"),
                legs(payload.object("details")));
    }

    /** The message; with the code in front where the code is not a number and so has no column. */
    private static @Nullable String errorMessage(Fields error) {
        var message = error.text("errorMsg");
        var code = error.text("errorCode");
        if (code == null || error.integer("errorCode") != null) {
            return message;
        }
        return message == null ? code : code + ": " + message;
    }

    private static List<LegFact> legs(@Nullable Fields details) {
        if (details == null) {
            return List.of();
        }
        return details
                .entries()
                .filter(e ->
                        e.getValue().isObject() && LEG_KEY.matcher(e.getKey()).matches())
                .map(e -> leg(e.getKey().substring("call".length()).toUpperCase(Locale.ROOT), new Fields(e.getValue())))
                .collect(java.util.stream.Collectors.toMap(LegFact::leg, leg -> leg, (first, again) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing((LegFact leg) -> leg.leg().length())
                        .thenComparing(LegFact::leg))
                .toList();
    }

    private static LegFact leg(String letter, Fields leg) {
        var direction = leg.constant("callDirection");
        var own = leg.text("INBOUND".equals(direction) ? "destinationRefId" : "sourceRefId");
        var other = leg.text("INBOUND".equals(direction) ? "sourceRefId" : "destinationRefId");
        var quality = leg.object("callQuality");
        return new LegFact(
                letter,
                leg.text("callId"),
                direction,
                leg.constant("callType"),
                leg.time("initiatedTimestamp"),
                leg.time("connectedTimestamp"),
                leg.time("disconnectedTimestamp"),
                leg.text("source"),
                leg.text("destination"),
                country(leg.text("sourceCountryCode")),
                country(leg.text("destinationCountryCode")),
                own != null ? own : other,
                Spelling.status(leg.text("callStatus")),
                leg.count("callDuration"),
                quality == null ? null : quality.decimal("mos"),
                quality == null ? null : quality.decimal("packetLossRate"),
                quality == null ? null : quality.decimal("jitter"));
    }

    private static @Nullable String country(@Nullable String code) {
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }
}
