package vssledger.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A delivery's body, for a person at a terminal. */
final class BodyText {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BodyText() {}

    /** Set out in lines; as it stands where it is nothing to be set out. */
    static String of(String body) {
        try {
            return PRETTY.writeValueAsString(PRETTY.readTree(body));
        } catch (JacksonException e) {
            return body;
        }
    }
}
