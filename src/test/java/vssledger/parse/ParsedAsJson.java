package vssledger.parse;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the parser made of a delivery, all of it, as golden cases write it down: what is null is left out. */
final class ParsedAsJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(
                    i -> i.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    private ParsedAsJson() {}

    static JsonNode of(Parsed parsed) {
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
        var variant = session.choice().variant();
        told.put("product", variant.product().code());
        told.put("decidedBy", session.choice().decidedBy().name());
        told.setAll((ObjectNode) JSON.valueToTree(session.summary()));
        told.put("totalCallSeconds", session.summary().totalCallSeconds());
        variant.ownColumns(session.summary()).forEach((column, value) -> {
            if (value != null) {
                told.set(column, JSON.valueToTree(value));
            }
        });
    }
}
