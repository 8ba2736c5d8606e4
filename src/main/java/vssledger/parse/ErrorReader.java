package vssledger.parse;

import org.jspecify.annotations.Nullable;
import vssledger.fact.NoteCode;

/** Reads why a session failed; one page types the code as a number, one as text. */
final class ErrorReader {

    private static final int UNKNOWN_ERROR = -9999;
    private static final int FIRST = -2001;
    private static final int LAST = -2010;

    /**
     * What it says.
     *
     * @param message with the code in front where that is no number, and so has no column
     */
    record Failure(@Nullable Integer code, @Nullable String message) {

        private static final Failure NONE = new Failure(null, null);
    }

    private ErrorReader() {}

    static Failure read(Fields payload, String status) {
        var error = payload.object("errorDetails");
        var said = error == null ? null : error.textOrNumber("errorCode");
        if (said == null && status.equals("ERROR")) {
            payload.note(NoteCode.ERROR_WITHOUT_CODE, "errorDetails.errorCode", null);
        }
        return error == null ? Failure.NONE : failure(error, said);
    }

    private static Failure failure(Fields error, @Nullable String said) {
        var message = error.text("errorMsg");
        error.noteTheRest();
        if (said == null) {
            return new Failure(null, message);
        }
        if (message == null) {
            error.note(NoteCode.ERROR_WITHOUT_MESSAGE, "errorMsg", null);
        }
        var code = number(said);
        if (code == null || !isKnown(code)) {
            error.note(NoteCode.ERROR_CODE_UNKNOWN, "errorCode", said);
        }
        if (code != null) {
            return new Failure(code, message);
        }
        return new Failure(null, message == null ? said : said + ": " + message);
    }

    private static boolean isKnown(int code) {
        return (code <= FIRST && code >= LAST) || code == UNKNOWN_ERROR;
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
