package vssledger.capture.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import vssledger.platform.UserException;

/**
 * The bytes of one delivery, and whether they are what the inbox takes: one JSON object.
 *
 * @param sent as received, which is what is kept where the inbox cannot take them
 * @param bytes the same in UTF-8 and without a byte order mark; none where they are not well-formed in another encoding
 * @param subAccountId that the payload names, for watching who sends; null where it names none
 * @param flaw why the inbox cannot take them, in words for a person; null where it can
 */
public record ReceivedBody(
        byte[] sent,
        byte[] bytes,
        @Nullable String subAccountId,
        @Nullable String flaw) {

    /** The inbox keeps what is well-formed, however deep or long: to understand it is the parser's work. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * Reads what was sent as one body.
     *
     * @param sent in UTF-8, or in UTF-16 or UTF-32 as its first bytes show; a byte order mark is no part of the body
     */
    public static ReceivedBody of(byte[] sent) {
        var encoding = TextEncoding.of(sent);
        byte[] bytes;
        try {
            bytes = encoding.utf8(sent);
        } catch (CharacterCodingException e) {
            var flaw = "the body begins as " + encoding.words() + ", but is none further on";
            return new ReceivedBody(sent, new byte[0], null, flaw);
        }
        var what = encoding == TextEncoding.UTF_8 ? "the body" : "the body in " + encoding.words();
        if (bytes.length == 0) {
            return new ReceivedBody(sent, bytes, null, what + " is empty");
        }
        try (var parser = parser(bytes)) {
            return read(sent, bytes, parser, what);
        } catch (CharacterCodingException e) {
            return new ReceivedBody(sent, bytes, null, what + " is not UTF-8");
        } catch (JacksonException e) {
            return new ReceivedBody(sent, bytes, null, what + " is not JSON" + place(e));
        }
    }

    /** Refused for another reason than its own flaw, if it has one. */
    public ReceivedBody refused(String reason) {
        return new ReceivedBody(sent, bytes, null, reason);
    }

    /** Bytes that it takes to hold. */
    public int size() {
        return Math.max(sent.length, bytes.length);
    }

    /** Whether they are an array, whose elements may be bodies: its first character tells. */
    public boolean isArray() {
        for (var b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '[';
            }
        }
        return false;
    }

    /**
     * The bodies that an array holds, each as it stands there.
     *
     * @throws UserException if it is no array of JSON objects, with what is wrong about it
     */
    public List<ReceivedBody> elements() {
        try {
            var elements =
                    JsonText.of(bytes).elements().stream().map(ReceivedBody::of).toList();
            for (var i = 0; i < elements.size(); i++) {
                if (elements.get(i).flaw() != null) {
                    throw new UserException("element " + (i + 1) + " of the array cannot be taken ("
                            + elements.get(i).flaw() + ")");
                }
            }
            return elements;
        } catch (CharacterCodingException e) {
            throw new UserException("the array is not UTF-8", e);
        } catch (JacksonException e) {
            throw new UserException("the array is not JSON" + place(e), e);
        }
    }

    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
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

    private static ReceivedBody read(byte[] sent, byte[] bytes, JsonParser parser, String what) {
        var first = parser.nextToken();
        if (first == null) {
            return new ReceivedBody(sent, bytes, null, what + " is blank");
        }
        if (first != JsonToken.START_OBJECT) {
            return new ReceivedBody(sent, bytes, null, what + " is JSON, but not an object");
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
                ? new ReceivedBody(sent, bytes, subAccountId, null)
                : new ReceivedBody(sent, bytes, null, "something follows the JSON object");
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
