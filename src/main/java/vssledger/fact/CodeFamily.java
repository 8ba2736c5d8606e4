package vssledger.fact;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a code comes from; the same number may mean different things in two of them. */
public enum CodeFamily {
    /** {@code errorDetails.errorCode} of a webhook. */
    SESSION_ERROR("session-error"),
    /** {@code statusCode} of 8x8's answer to a callflow. */
    API_STATUS("api-status"),
    /** {@code SipStatus} of the voice log export. */
    SIP("sip");

    private final String code;

    CodeFamily(String code) {
        this.code = code;
    }

    /** As files, commands and the table {@code fact.code} spell it. */
    public String code() {
        return code;
    }

    /** The family that is spelled so; empty if there is none. */
    public static Optional<CodeFamily> find(String code) {
        return Arrays.stream(values())
                .filter(family -> family.code.equalsIgnoreCase(code.strip()))
                .findFirst();
    }

    /** All spellings, for messages. */
    public static String codes() {
        return Arrays.stream(values()).map(CodeFamily::code).collect(Collectors.joining(", "));
    }
}
