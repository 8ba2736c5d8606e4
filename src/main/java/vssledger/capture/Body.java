package vssledger.capture;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of one delivery, and whether they are what the inbox takes: one JSON object in UTF-8.
 *
 * @param bytes as received
 * @param subAccountId that the payload names, for watching who sends; null where it names none
 * @param flaw why the inbox cannot take them, in words for a person; null where it can
 */
record Body(
        byte[] bytes,
        @Nullable String subAccountId,
        @Nullable String flaw) {

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
            return new Body(bytes, null, "the body is empty");
        }
        try (var parser = parser(bytes)) {
            return read(bytes, parser);
        } catch (CharacterCodingException e) {
            return new Body(bytes, null, "the body is not UTF-8");
        } catch (JacksonException e) {
            var at = e.getLocation();
            var place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            return new Body(bytes, null, "the body is not JSON" + place);
        }
    }

    /** Bytes that are all ASCII, and none of them NUL, can mean one thing only, and need no decoding first. */
    private static JsonParser parser(byte[] bytes) throws CharacterCodingException {
        for (var b : bytes) {
            if (b <= 0) {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return JSON.createParser(ObjectReadContext.empty(), text.toString());
            }
        }
        return JSON.createParser(ObjectReadContext.empty(), bytes);
    }

    private static Body read(byte[] bytes, JsonParser parser) {
        var first = parser.nextToken();
        if (first == null) {
            return new Body(bytes, null, "the body is blank");
        }
        if (first != JsonToken.START_OBJECT) {
            return new Body(bytes, null, "the body is JSON, but not an object");
        }
        String subAccountId = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var isPayload = parser.currentName().equals("payload");
            if (parser.nextToken() == JsonToken.START_OBJECT && isPayload) {
                subAccountId = subAccountId(parser);
            } else {
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null
                ? new Body(bytes, subAccountId, null)
                : new Body(bytes, null, "something follows the JSON object");
    }

    private static @Nullable String subAccountId(JsonParser payload) {
        String found = null;
        while (payload.nextToken() != JsonToken.END_OBJECT) {
            var isSubAccount = payload.currentName().equals("subAccountId");
            if (payload.nextToken() == JsonToken.VALUE_STRING && isSubAccount) {
                found = payload.getString();
            } else {
                payload.skipChildren();
            }
        }
        return found;
    }
}
