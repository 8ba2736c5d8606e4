package vssledger.pipeline;

import vssledger.platform.UserError;

/** Somebody else is at work on the books just now. */
final class BooksHeld extends UserError {

    BooksHeld(String message) {
        super(message);
    }
}
