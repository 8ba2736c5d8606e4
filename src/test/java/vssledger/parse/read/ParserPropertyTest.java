package vssledger.parse.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vssledger.parse.ParsedAsJson;
import vssledger.parse.store.InboxRow;
import vssledger.parse.variant.Variants;

/** Whatever is sent becomes something, and always the same. */
@Tag("property")
class ParserPropertyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DeliveryParser PARSER = new DeliveryParser(new Variants(id -> Optional.empty()));

    /** Names that the parser looks for, in more than one spelling, and others. */
    private static final List<String> NAMES = List.of(
            "payload",
            "namespace",
            "eventType",
            "version",
            "sessionId",
            "subAccountId",
            "sessionStatus",
            "startTime",
            "endTime",
            "lastAction",
            "callCount",
            "clientRequestId",
            "errorDetails",
            "errorMsg",
            "errorCode",
            "details",
            "callA",
            "CallA",
            "callB",
            "callAB",
            "callId",
            "callDirection",
            "initiatedTimestamp",
            "connectedTimestamp",
            "disconnectedTimestamp",
            "source",
            "destination",
            "sourceCountryCode",
            "sourceFormat",
            "SourceRefId",
            "callStatus",
            "callDuration",
            "callQuality",
            "mos",
            "jitter",
            "packetLossRate",
            "",
            "\u0000",
            "costCentre");

    @Property
    void anyBytesBecomeSomething(@ForAll byte[] body) {
        assertThat(parse(body)).isNotNull();
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    void anyObjectBecomesSomething(@ForAll("objects") Map<String, Object> object) {
        var parsed = parse(JSON.writeValueAsBytes(object));

        assertThat(ParsedAsJson.of(parsed)).isNotNull();
        if (parsed instanceof Parsed.Session session) {
            assertThat(session.fact(ZoneOffset.UTC, 1).talkSeconds()).isNotNegative();
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anySummaryWithAnIdentityIsASession(@ForAll("objects") Map<String, Object> payload) {
        var whole = new LinkedHashMap<>(payload);
        whole.put("sessionId", "s-1");
        whole.put("subAccountId", "acme");
        whole.put("startTime", "2026-03-02T08:00:00Z");

        assertThat(parse(JSON.writeValueAsBytes(Map.of("payload", whole)))).isInstanceOf(Parsed.Session.class);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfKeysChangesNothing(@ForAll("objects") Map<String, Object> payload) {
        var names = new java.util.ArrayList<>(payload.keySet());
        Collections.reverse(names);
        var turned = new LinkedHashMap<String, Object>();
        names.forEach(name -> turned.put(name, payload.get(name)));

        assertThat(digest(JSON.writeValueAsBytes(turned))).isEqualTo(digest(JSON.writeValueAsBytes(payload)));
        assertThat(digest(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(payload)))
                .as("nor does white space")
                .isEqualTo(digest(JSON.writeValueAsBytes(payload)));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anotherValueIsAnotherContent(@ForAll("objects") Map<String, Object> payload, @ForAll String text) {
        var other = new LinkedHashMap<>(payload);
        other.put("costCentre", text + "!");

        assertThat(Arrays.equals(digest(JSON.writeValueAsBytes(other)), digest(JSON.writeValueAsBytes(payload))))
                .isEqualTo((text + "!").equals(payload.get("costCentre")));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return object(3);
    }

    private static Arbitrary<Map<String, Object>> object(int depth) {
        return Arbitraries.maps(Arbitraries.of(NAMES), value(depth)).ofMaxSize(12);
    }

    private static Arbitrary<Object> value(int depth) {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.of(
                                "null",
                                "NO ANSWER",
                                "COMPLETED",
                                "busy",
                                "2026-03-02T08:00:00Z",
                                "2026-03-02 08:00:00+08:00",
                                "0000-00-00T00:00:00Z",
                                "9999-12-31T23:59:60Z",
                                "+6591234567",
                                "+",
                                "6591234567",
                                "OUTBOUND",
                                "INBOUND",
                                "sg",
                                "23",
                                "-1",
                                "1e400",
                                "")
                        .map(text -> (Object) text),
                Arbitraries.strings().ofMaxLength(30).map(text -> (Object) text),
                Arbitraries.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, -0.0, Double.MAX_VALUE, Double.MIN_VALUE, 0.1),
                Arbitraries.of("\u0000", "\uFFFF", "\uD83D\uDE00", "\t", "\""),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.of(true, false).map(truth -> (Object) truth));
        if (depth == 0) {
            return scalar;
        }
        return Arbitraries.oneOf(
                scalar,
                object(depth - 1).map(object -> (Object) object),
                scalar.list().ofMaxSize(3).map(list -> (Object) list));
    }

    private static Parsed parse(byte[] body) {
        return PARSER.parse(InboxRow.webhook(1, Instant.EPOCH, null), body);
    }

    private static byte @Nullable [] digest(byte[] object) {
        return CanonicalDigest.of(JsonObject.read(object));
    }
}
