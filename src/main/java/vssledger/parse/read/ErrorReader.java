package vssledger.parse.read;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vssledger.fact.CodeFamily;
import vssledger.fact.Codes;
import vssledger.fact.NoteCode;

/**
 * Reads why a session failed; one page types the code as a number, one as text. It stands in {@code payload.errorDetails}; what is
 * found beside the payload, or outside of {@code errorDetails}, is taken as well, and noted.
 */
public final class ErrorReader {

    private static final int LONGEST_CODE = 20;

    /**
     * What it says.
     *
     * @param message with the code in front where that is no number, and so has no column
     */
    record Failure(@Nullable Integer code, @Nullable String message) {

        private static final Failure NONE = new Failure(null, null);
    }

    private @Nullable String said;
    private @Nullable String message;
    private @Nullable Fields where;

    private ErrorReader() {}

    static Failure read(Fields envelope, Fields payload, String status) {
        var usual = payload.object("errorDetails");
        var beside = envelope.object("errorDetails");
        var reader = new ErrorReader();
        if (usual != null) {
            reader.take(usual, true);
            usual.noteTheRest();
        }
        if (beside != null) {
            reader.take(beside, false);
            beside.noteTheRest();
        }
        reader.take(payload, false);
        reader.take(envelope, false);
        return reader.failure(payload, status);
    }

    /** Takes what is still missing from a place where it may stand. */
    private void take(Fields place, boolean isUsual) {
        place.ignore("callFlowRequestId", "action");
        var says = place.textOrNumber("errorCode");
        if (said == null && says != null) {
            said = says;
            where = place;
        }
        var words = place.text("errorMsg");
        message = message == null ? words : message;
        if (!isUsual && (says != null || words != null)) {
            place.note(
                    NoteCode.FIELD_MISPLACED,
                    says != null ? "errorCode" : "errorMsg",
                    "errorDetails belong in the payload");
        }
    }

    private Failure failure(Fields payload, String status) {
        var found = said;
        if (found == null) {
            if (status.equals("ERROR")) {
                payload.note(NoteCode.ERROR_WITHOUT_CODE, "errorDetails.errorCode", null);
            }
            return message == null ? Failure.NONE : new Failure(null, message);
        }
        var place = where == null ? payload : where;
        if (message == null) {
            place.note(NoteCode.ERROR_WITHOUT_MESSAGE, "errorMsg", null);
        }
        var code = number(found);
        if (code == null || !isKnown(code)) {
            place.note(NoteCode.ERROR_CODE_UNKNOWN, "errorCode", found);
        }
        if (code != null) {
            return new Failure(code, message);
        }
        return new Failure(null, message == null ? found : found + ": " + message);
    }

    private static boolean isKnown(int code) {
        return Codes.isBuiltIn(CodeFamily.SESSION_ERROR, code);
    }

    /** A code that is written as a number, such as {@code -2004} or {@code -2004.0}; null if it is none. */
    static @Nullable public Integer number(String text) {
        try {
            return text.length() > LONGEST_CODE ? null : new BigDecimal(text).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
