package vssledger.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vssledger.platform.Product;

/** The Voice Session Summary of a session, as 8x8 writes it, or with a quirk. */
final class SampleBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private final SampleSession session;
    private final @Nullable Quirk quirk;

    private SampleBody(SampleSession session, @Nullable Quirk quirk) {
        this.session = session;
        this.quirk = quirk;
    }

    static String of(SampleSession session, @Nullable Quirk quirk) {
        return new SampleBody(session, quirk).envelope().toString();
    }

    /** The same, written otherwise: on several lines, with its keys in another order. */
    static String writtenOtherwise(SampleSession session) {
        var envelope = new SampleBody(session, null).envelope();
        var turned = JSON.createObjectNode();
        var keys = new ArrayList<>(envelope.propertyNames());
        Collections.reverse(keys);
        keys.forEach(key -> turned.set(key, envelope.get(key)));
        return turned.toPrettyString();
    }

    /** An event of a call's status, which belongs to another URL. */
    static String callStatus(SampleSession session) {
        var event = JSON.createObjectNode();
        event.put("namespace", "VOICE").put("eventType", "CALL_STATUS").put("description", "Status of a call");
        event.putObject("payload")
                .put("sessionId", session.sessionId())
                .put("subAccountId", session.subAccountId())
                .put("callStatus", "CALL_CONNECTED")
                .put("timestamp", session.startTime().toString());
        return event.toString();
    }

    /** A summary that lacks a field of its payload, or the payload itself. */
    static String without(SampleSession session, String field) {
        var envelope = new SampleBody(session, null).envelope();
        envelope.remove(field);
        if (envelope.get("payload") instanceof ObjectNode payload) {
            payload.remove(field);
        }
        return envelope.toString();
    }

    private ObjectNode envelope() {
        var envelope = JSON.createObjectNode();
        if (is(Quirk.PAYLOAD_FIRST)) {
            envelope.set("payload", payload());
        }
        envelope.put("namespace", "VOICE").put("eventType", "SESSION_SUMMARY");
        if (session.product() == Product.IVR) {
            envelope.put("version", 5);
        }
        envelope.put("description", "Summary of a completed call session");
        if (!is(Quirk.PAYLOAD_FIRST)) {
            envelope.set("payload", payload());
        }
        return envelope;
    }

    private ObjectNode payload() {
        var payload = JSON.createObjectNode();
        payload.put("sessionId", session.sessionId())
                .put("subAccountId", session.subAccountId())
                .put("sessionStatus", is(Quirk.STATUS_WITH_BLANK) ? "NO ANSWER" : session.status())
                .put("startTime", time(session.startTime()))
                .put("endTime", time(session.endTime()))
                .put("lastAction", is(Quirk.ACTION_IN_CAMEL_CASE) ? camel(session.lastAction()) : session.lastAction());
        number(payload, "callCount", session.legs().size());
        if (session.clientRequestId() != null) {
            payload.put("clientRequestId", session.clientRequestId());
        } else if (is(Quirk.NULL_IN_WORDS)) {
            payload.put("clientRequestId", "null");
        }
        var code = session.errorCode();
        if (code != null) {
            var error = payload.putObject("errorDetails").put("errorMsg", ErrorText.of(code));
            if (is(Quirk.ERROR_CODE_AS_STRING)) {
                error.put("errorCode", code.toString());
            } else {
                error.put("errorCode", code);
            }
        }
        details(payload);
        return payload;
    }

    private void details(ObjectNode payload) {
        if (session.legs().isEmpty() && !is(Quirk.EMPTY_DETAILS)) {
            return;
        }
        var details = payload.putObject("details");
        var legs = new ArrayList<>(session.legs());
        if (is(Quirk.LEGS_IN_REVERSE)) {
            Collections.reverse(legs);
        }
        legs.forEach(leg -> details.set((is(Quirk.CAPITAL_CALL_KEYS) ? "Call" : "call") + leg.letter(), leg(leg)));
    }

    private ObjectNode leg(SampleLeg leg) {
        var initiated = is(Quirk.LEG_BEFORE_SESSION) ? session.startTime().minusSeconds(2) : leg.initiatedAt();
        var node = JSON.createObjectNode();
        node.put("callId", leg.callId())
                .put("callDirection", leg.inbound() ? "INBOUND" : "OUTBOUND")
                .put("callType", leg.callType())
                .put("initiatedTimestamp", time(initiated));
        if (leg.connectedAt() != null) {
            node.put("connectedTimestamp", time(leg.connectedAt()));
        } else if (is(Quirk.NULL_IN_WORDS)) {
            node.put("connectedTimestamp", "null");
        }
        node.put("disconnectedTimestamp", time(leg.disconnectedAt()))
                .put("source", leg.source())
                .put("destination", leg.destination())
                .put("sourceFormat", "MSISDN")
                .put("destinationFormat", "MSISDN")
                .put("sourceCountryCode", leg.sourceCountry().name())
                .put("destinationCountryCode", leg.destinationCountry().name())
                .put(refIdKey(leg), "VN-" + session.subAccountId())
                .put("callStatus", is(Quirk.STATUS_WITH_BLANK) ? leg.status().replace('_', ' ') : leg.status());
        number(node, "callDuration", leg.seconds());
        if (leg.mosTenths() != null) {
            node.putObject("callQuality")
                    .put("mos", BigDecimal.valueOf(leg.mosTenths(), 1))
                    .put("packetLossRate", BigDecimal.valueOf(46L - leg.mosTenths(), 3))
                    .put("jitter", 50 - leg.mosTenths());
        }
        return node;
    }

    private String refIdKey(SampleLeg leg) {
        return leg.inbound() ? "destinationRefId" : is(Quirk.CAPITAL_REF_ID) ? "SourceRefId" : "sourceRefId";
    }

    private void number(ObjectNode node, String key, int value) {
        if (is(Quirk.NUMBERS_AS_STRINGS)) {
            node.put(key, Integer.toString(value));
        } else {
            node.put(key, value);
        }
    }

    private String time(Instant time) {
        if (is(Quirk.FRACTIONS_OF_SECONDS)) {
            return time.toString().replace("Z", ".000Z");
        }
        return is(Quirk.OFFSETS) ? time.atOffset(ZoneOffset.ofHours(8)).format(OFFSET) : time.toString();
    }

    private boolean is(Quirk other) {
        return quirk == other;
    }

    /** {@code MAKE_CALL} as {@code makeCall}, as older pages have it. */
    private static String camel(String constant) {
        var words = constant.toLowerCase(Locale.ROOT).split("_", -1);
        var text = new StringBuilder(words[0]);
        for (var i = 1; i < words.length; i++) {
            text.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return text.toString();
    }
}
