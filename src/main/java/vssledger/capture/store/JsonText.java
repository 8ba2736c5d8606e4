package vssledger.capture.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;

/** A JSON text of which parts are wanted as they stand there, byte for byte. */
public final class JsonText {

    private final String text;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * Reads a JSON text.
     *
     * @throws CharacterCodingException if the bytes are not UTF-8
     */
    public static JsonText of(byte[] bytes) throws CharacterCodingException {
        return new JsonText(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString());
    }

    /**
     * A value that stands in the text.
     *
     * @param written as it stands there
     * @param said what a string says; null where it is no string
     */
    public record Part(String written, @Nullable String said) {

        /** The body that it is: as it stands there, or, where it is a string, what the string says. */
        public byte[] body() {
            return (said == null ? written : said).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The elements of the array that the text is.
     *
     * @throws JacksonException if it is no array
     */
    List<byte[]> elements() {
        try (var parser = ReceivedBody.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new StreamReadException(parser, "It is no JSON array");
            }
            var elements = new ArrayList<byte[]>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(part(parser).written().getBytes(StandardCharsets.UTF_8));
            }
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "Something follows the JSON array");
            }
            return elements;
        }
    }

    /**
     * What stands at a path.
     *
     * @param path names of members, from the outermost object inwards
     * @return empty where nothing or null stands there; of two members of one name the last
     * @throws JacksonException if the text is no JSON
     */
    public Optional<Part> at(List<String> path) {
        try (var parser = ReceivedBody.JSON.createParser(ObjectReadContext.empty(), text)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.ofNullable(find(parser, path))
                    : Optional.empty();
        }
    }

    private @Nullable Part find(JsonParser object, List<String> path) {
        Part found = null;
        while (object.nextToken() != JsonToken.END_OBJECT) {
            var isWanted = object.currentName().equals(path.get(0));
            var value = object.nextToken();
            if (isWanted && path.size() > 1 && value == JsonToken.START_OBJECT) {
                found = find(object, path.subList(1, path.size()));
            } else if (isWanted && path.size() == 1 && value != JsonToken.VALUE_NULL) {
                found = part(object);
            } else {
                object.skipChildren();
            }
        }
        return found;
    }

    private Part part(JsonParser parser) {
        var start = (int) parser.currentTokenLocation().getCharOffset();
        var said = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
        parser.skipChildren();
        var end = (int) parser.currentLocation().getCharOffset();
        return new Part(text.substring(start, end).strip(), said);
    }
}
