package vssledger.platform;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can put right: the message says in one sentence or two what is wrong and what to do, and is
 * shown without a stack trace.
 */
public class UserException extends RuntimeException {

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
