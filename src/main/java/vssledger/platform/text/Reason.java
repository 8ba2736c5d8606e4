package vssledger.platform.text;

import java.io.UncheckedIOException;
import org.springframework.core.NestedExceptionUtils;
import vssledger.platform.UserException;

/** Why something failed, in words. */
public final class Reason {

    private Reason() {}

    /** In one line: what the user is told, or else what lies deepest, without the SQL. */
    public static String of(Throwable problem) {
        return inFull(problem).lines().findFirst().orElse("");
    }

    /** With every line of what the user is told. */
    public static String inFull(Throwable problem) {
        var cause = problem.getCause();
        if (problem instanceof UncheckedIOException
                && cause != null
                && !cause.toString().equals(problem.getMessage())) {
            return problem.getMessage() + " (" + cause.getMessage() + ")";
        }
        return problem instanceof UserException
                ? String.valueOf(problem.getMessage())
                : String.valueOf(NestedExceptionUtils.getMostSpecificCause(problem)
                                .getMessage())
                        .lines()
                        .findFirst()
                        .orElse("");
    }
}
