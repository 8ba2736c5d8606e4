package vssledger.eightxeight;

import org.jspecify.annotations.Nullable;
import vssledger.platform.UserException;

/** 8x8 refused a request, or did not answer; with its own words where it has any. */
public final class EightxEightException extends UserException {

    private final int status;

    EightxEightException(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The HTTP status; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** The same, in words that do not have a secret. */
    EightxEightException without(String secret) {
        return new EightxEightException(status, String.valueOf(getMessage()).replace(secret, "…"), getCause());
    }
}
