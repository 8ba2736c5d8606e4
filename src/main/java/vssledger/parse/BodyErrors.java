package vssledger.parse;

import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vssledger.fact.CodeFamily;
import vssledger.fact.Codes;
import vssledger.parse.read.ErrorReader;

/** Explains the error code that a body has, whether or not the body is understood otherwise. */
@Component
public class BodyErrors {

    private final Codes codes;

    BodyErrors(Codes codes) {
        this.codes = codes;
    }

    /** The first {@code errorCode} in a body, with what it means and what to do; empty if the body has none that is a number. */
    public Optional<String> explain(String body) {
        try {
            return Optional.ofNullable(JsonMapper.shared().readTree(body).findValue("errorCode"))
                    .map(node -> ErrorReader.number(node.asString("")))
                    .map(code -> codes.explain(CodeFamily.SESSION_ERROR, code));
        } catch (JacksonException e) {
            return Optional.empty(); // such bodies are refused, and shown as they came
        }
    }
}
