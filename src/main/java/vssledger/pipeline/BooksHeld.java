package vssledger.pipeline;

import vssledger.platform.UserException;

/** Somebody else is at work on these days, or on what only one does at a time; who it is and since when, it says. */
public final class BooksHeld extends UserException {

    BooksHeld(String message) {
        super(message);
    }
}
