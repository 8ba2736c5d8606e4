package vssledger.parse.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * A JSON object, or array, as it was sent: its members in their order, text decoded, numbers digit by digit. Light, since
 * there are several for every delivery. It remembers which of its members were asked for.
 */
final class JsonObject {

    /** What a member is. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        NULL,
        OBJECT,
        ARRAY
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();
    private static final int USUAL_SIZE = 18;

    private String[] names = new String[USUAL_SIZE];
    private Object[] values = new Object[USUAL_SIZE];
    private Kind[] kinds = new Kind[USUAL_SIZE];
    private boolean[] asked = new boolean[USUAL_SIZE];
    private int size;
    private @Nullable String repeated;

    private JsonObject() {}

    /**
     * The object that a body is.
     *
     * @throws JacksonException if it is none, or goes beyond what a reader takes
     */
    static JsonObject read(byte[] body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return read(parser);
        }
    }

    /**
     * The object that a text is the JSON of.
     *
     * @throws JacksonException if it is none, or goes beyond what a reader takes
     */
    static JsonObject read(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return read(parser);
        }
    }

    private static JsonObject read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new StreamReadException(parser, "It is no JSON object");
        }
        var object = object(parser);
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "Something follows the JSON object");
        }
        return object;
    }

    int size() {
        return size;
    }

    String name(int member) {
        return names[member];
    }

    Kind kind(int member) {
        return kinds[member];
    }

    /** The text, the digits, {@code true}, {@code false} or {@code null}; of an object or array, how it is written. */
    String text(int member) {
        return values[member].toString();
    }

    JsonObject object(int member) {
        return (JsonObject) values[member];
    }

    /** The member of this name, in either case of letters; of two the last. -1 where there is none. */
    @SuppressWarnings(
            "ReferenceEquality") // they are interned, as constants are: what is not the same may still be equal
    int find(String name) {
        for (var i = size - 1; repeated == null && i >= 0; i--) {
            if (names[i] == name) {
                asked[i] = true;
                return i;
            }
        }
        return findSlowly(name);
    }

    private int findSlowly(String name) {
        var found = -1;
        for (var i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                found = i;
                asked[i] = true;
            }
        }
        for (var i = 0; found < 0 && i < size; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                found = i;
                asked[i] = true;
            }
        }
        return found;
    }

    boolean wasAskedFor(int member) {
        return asked[member];
    }

    void ask(int member) {
        asked[member] = true;
    }

    /** A name that it has twice; null where it has none. */
    @Nullable String repeatedName() {
        return repeated;
    }

    private static JsonObject object(JsonParser parser) {
        var object = new JsonObject();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            object.noteRepetition(name);
            parser.nextToken();
            object.add(name, parser);
        }
        return object;
    }

    private static JsonObject array(JsonParser parser) {
        var array = new JsonObject();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add("", parser);
        }
        return array;
    }

    private void add(String name, JsonParser parser) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
            asked = Arrays.copyOf(asked, 2 * size);
        }
        names[size] = name;
        switch (parser.currentToken()) {
            case START_OBJECT -> put(Kind.OBJECT, object(parser));
            case START_ARRAY -> put(Kind.ARRAY, array(parser));
            case VALUE_STRING -> put(Kind.TEXT, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> put(Kind.NUMBER, parser.getString());
            case VALUE_NULL -> put(Kind.NULL, "null");
            default -> put(Kind.TRUTH, parser.getString());
        }
    }

    private void put(Kind kind, Object value) {
        kinds[size] = kind;
        values[size++] = value;
    }

    @SuppressWarnings("ReferenceEquality") // they are interned
    private void noteRepetition(String name) {
        for (var i = 0; i < size; i++) {
            if (names[i] == name) {
                repeated = name;
            }
        }
    }

    /** As it would be written. */
    @Override
    public String toString() {
        var isArray = size > 0 && names[0].isEmpty();
        var text = new StringBuilder(isArray ? "[" : "{");
        for (var i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(isArray ? "" : '"' + names[i] + "\":");
            text.append(kinds[i] == Kind.TEXT ? '"' + text(i) + '"' : text(i));
        }
        return text.append(isArray ? ']' : '}').toString();
    }
}
