package vssledger.lock;

import vssledger.platform.UserException;

/** Somebody else is at work on these days, or on what only one does at a time; who it is and since when, it says. */
public final class DaysLockedException extends UserException {

    DaysLockedException(String message) {
        super(message);
    }
}
