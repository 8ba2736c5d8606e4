package vssledger.platform;

import org.springframework.core.NestedExceptionUtils;

/** Why something failed, in one line. */
public final class Reason {

    private Reason() {}

    /** What the user is told, or else what lies deepest, without the SQL. */
    public static String of(Throwable problem) {
        var told = problem instanceof UserError ? problem : NestedExceptionUtils.getMostSpecificCause(problem);
        return String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    }
}
