package vssledger.expected.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vssledger.expected.file.ColumnRoles;

/** Lines of an NDJSON file, one object each; the fields of an object named {@code response} count as the line's own. */
final class JsonLines {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final long offset;
    private final Rejections rejections;

    /** @param offset to be added to the number that a line has in the text */
    JsonLines(long offset, Rejections rejections) {
        this.offset = offset;
        this.rejections = rejections;
    }

    void forEach(BufferedReader text, Consumer<Line> taker) throws IOException {
        var number = offset;
        for (var row = text.readLine(); row != null; row = text.readLine()) {
            number++;
            if (row.isBlank()) {
                continue;
            }
            var object = object(row);
            if (object.isPresent()) {
                var fields = new HashMap<String, String>();
                collect(object.get(), fields);
                collect(object.get().path("response"), fields);
                taker.accept(new Line(number, fields::get, rejections));
            } else {
                rejections.add(new LineProblem(number, "line", "", "it is no JSON object"));
            }
        }
    }

    private static Optional<JsonNode> object(String row) {
        try {
            return Optional.of(JSON.readTree(row)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static void collect(JsonNode object, Map<String, String> fields) {
        object.properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                fields.putIfAbsent(
                        ColumnRoles.plain(field.getKey()), field.getValue().asString());
            }
        });
    }
}
