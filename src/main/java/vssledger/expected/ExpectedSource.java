package vssledger.expected;

import java.util.Arrays;
import java.util.stream.Collectors;
import vssledger.platform.UserException;

/** Who says what should have happened, by the code that commands and tables use. */
public enum ExpectedSource {
    /** 8x8's voice log export: one row a billed call leg. */
    LOG_EXPORT("8x8-log-export"),
    /** What the client itself sent: one row a callflow. */
    CALLFLOWS("callflows"),
    /** Any other list of the client's own: one row a session. */
    SESSIONS("sessions");

    private final String code;

    ExpectedSource(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /**
     * The source of exactly this code.
     *
     * @throws UserException that lists the codes there are
     */
    public static ExpectedSource of(String code) {
        return Arrays.stream(values())
                .filter(source -> source.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new UserException("There is no source \"" + code + "\". Use one of: " + codes() + "."));
    }

    public static String codes() {
        return Arrays.stream(values()).map(ExpectedSource::code).collect(Collectors.joining(", "));
    }
}
