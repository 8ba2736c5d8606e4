package vssledger.console;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import vssledger.report.MaskedNumber;

/** The body of a webhook set out to be read, with its phone numbers whole or masked. */
final class MaskedBody {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Names of fields in which a number stands, however it is written. */
    private static final Pattern OF_NUMBERS = Pattern.compile(
            "(?i)(source|destination|caller|callee|msisdn|phone|number|from|to)(number|id|msisdn)?|.*(phone|msisdn).*");

    /** What may be a number anywhere else: no part of an id or of a time, which have letters, dashes, dots or colons beside. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])\\+?[0-9](?:[ ()]?[0-9]){6,14}(?![\\w:.-])");

    private MaskedBody() {}

    /** As it came, and set out as it is read, which knows of two equal keys only the last. */
    static String whole(String body) {
        try {
            return "As it came:\n" + body + "\n\nAs it is read:\n" + PRETTY.writeValueAsString(PRETTY.readTree(body));
        } catch (JacksonException e) {
            return body;
        }
    }

    static String masked(String body) {
        try {
            return PRETTY.writeValueAsString(masked("", PRETTY.readTree(body)));
        } catch (JacksonException e) {
            return masked(body, NUMBER);
        }
    }

    private static JsonNode masked(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                field.setValue(masked(field.getKey(), field.getValue()));
            }
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, masked(name, array.get(i)));
            }
            return array;
        }
        if (node.isString() || node.isNumber()) {
            var text = node.asString();
            var masked = OF_NUMBERS.matcher(name).matches() ? MaskedNumber.of(text) : masked(text, NUMBER);
            return masked.equals(text) ? node : StringNode.valueOf(masked);
        }
        return node;
    }

    private static String masked(String text, Pattern numbers) {
        return numbers.matcher(text).replaceAll(found -> MaskedNumber.of(found.group()));
    }
}
