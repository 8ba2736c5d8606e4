package vssledger.platform;

import org.jspecify.annotations.Nullable;

/** Something was waited for as long as it may take, and did not come; the message names it. The same can be tried again later. */
public final class WaitedTooLongException extends UserException {

    /**
     * Says what was waited for.
     *
     * @param message what was waited for, for how long, and what to do
     * @param cause null if nothing failed, and only time has passed
     */
    public WaitedTooLongException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
