package vssledger.workers;

import java.util.LinkedHashMap;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request as a broker carries it: a line of JSON that tells nothing but which step has a partition, and its number. */
final class RequestText {

    private static final String STEP = "step";
    private static final String EXECUTION = "execution";

    private RequestText() {}

    static String of(StepExecutionRequest request) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(STEP, request.getStepName());
        fields.put(EXECUTION, request.getStepExecutionId());
        return JsonMapper.shared().writeValueAsString(fields);
    }

    /** Whether a message is one, and not a stranger's. */
    static boolean isOne(Object message) {
        try {
            return message instanceof String text
                    && JsonMapper.shared().readTree(text) instanceof ObjectNode fields
                    && fields.path(STEP).isString()
                    && fields.path(EXECUTION).isIntegralNumber();
        } catch (JacksonException e) {
            return false;
        }
    }
}
