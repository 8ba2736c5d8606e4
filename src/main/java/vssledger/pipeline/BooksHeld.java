package vssledger.pipeline;

import vssledger.platform.UserError;

/** Somebody else is at work on these days, or on what only one does at a time; who it is and since when, it says. */
public final class BooksHeld extends UserError {

    BooksHeld(String message) {
        super(message);
    }
}
