package vssledger.parse;

import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vssledger.fact.QualityBand;
import vssledger.fact.SessionSummary;
import vssledger.parse.read.Parsed;

/** What the parser made of a delivery, all of it, as golden cases write it down: what is null is left out. */
public final class ParsedAsJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(
                    i -> i.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    private ParsedAsJson() {}

    public static JsonNode of(Parsed parsed) {
        var told = JSON.createObjectNode();
        if (parsed instanceof Parsed.Quarantined quarantined) {
            told.put("quarantined", quarantined.reason().name());
            told.put("detail", quarantined.detail());
        } else if (parsed instanceof Parsed.NotVss other) {
            told.put("notVss", other.eventType());
        } else if (parsed instanceof Parsed.Session session) {
            session(session, told);
        }
        // through text, so that numbers are of the kinds that a file's numbers are
        return JSON.readTree(JSON.writeValueAsString(told));
    }

    private static void session(Parsed.Session session, ObjectNode told) {
        var fact = session.fact(ZoneOffset.UTC, 1);
        told.put("product", fact.product().code());
        told.put("decidedBy", fact.decidedBy());
        told.setAll((ObjectNode) JSON.valueToTree(fact.summary()));
        told.set("notes", notes(fact.summary()));
        told.put("impliedStatus", fact.impliedStatus());
        told.put("answered", fact.isAnswered());
        told.put("ringSeconds", fact.ringSeconds());
        told.put("talkSeconds", fact.talkSeconds());
        told.put("totalCallSeconds", fact.summary().totalCallSeconds());
        told.put("qualityBand", name(fact.summary().qualityBand()));
        told.put("sourceCountry", fact.sourceCountry());
        told.put("destinationCountry", fact.destinationCountry());
        told.set("own", JSON.valueToTree(session.choice().variant().ownColumns().valuesOf(fact)));
        told.properties().removeIf(entry -> isNothing(entry.getValue()));
        told.set("legs", legs(fact.summary()));
    }

    private static ArrayNode legs(SessionSummary summary) {
        var all = JSON.createArrayNode();
        for (var leg : summary.legs()) {
            var one = (ObjectNode) JSON.valueToTree(leg);
            one.remove(List.of("inbound", "outbound"));
            one.put("ringSeconds", leg.ringSeconds());
            one.put("talkSeconds", leg.talkSeconds());
            one.put("qualityBand", name(leg.qualityBand()));
            one.properties().removeIf(entry -> isNothing(entry.getValue()));
            all.add(one);
        }
        return all;
    }

    private static @Nullable String name(@Nullable QualityBand band) {
        return band == null ? null : band.name();
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isContainer() && value.isEmpty());
    }

    /** A line each: code, where, what stood there. */
    private static JsonNode notes(SessionSummary summary) {
        return JSON.valueToTree(summary.notes().stream()
                .map(note -> note.code() + " " + note.field() + (note.value() == null ? "" : ": " + note.value()))
                .toList());
    }
}
