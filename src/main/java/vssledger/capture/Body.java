package vssledger.capture;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of one delivery, and whether they are what the inbox takes: one JSON object in UTF-8.
 *
 * @param bytes as received
 * @param text the same as text; null where they are not UTF-8
 * @param flaw why the inbox cannot take them, in words for a person; null where it can
 */
record Body(byte[] bytes, @Nullable String text, @Nullable String flaw) {

    /** The inbox keeps what is well-formed, however deep or long: to understand it is the parser's work. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    static Body of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Body(bytes, "", "the body is empty");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Body(bytes, null, "the body is not UTF-8");
        }
        return new Body(bytes, text, flaw(text));
    }

    Optional<String> json() {
        return flaw == null ? Optional.ofNullable(text) : Optional.empty();
    }

    private static @Nullable String flaw(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            var first = parser.nextToken();
            if (first == null) {
                return "the body is blank";
            }
            if (first != JsonToken.START_OBJECT) {
                return "the body is JSON, but not an object";
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                return "something follows the JSON object";
            }
            return null;
        } catch (JacksonException e) {
            var at = e.getLocation();
            return at == null
                    ? "the body is not JSON"
                    : "the body is not JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        }
    }
}
