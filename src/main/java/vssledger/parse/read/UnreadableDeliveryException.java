package vssledger.parse.read;

/** A delivery that cannot become a fact, and why: the parser's only failure. */
public final class UnreadableDeliveryException extends Exception {

    /** Kinds of failure; the words for a person are in {@link #getMessage}. */
    public enum Reason {
        NOT_READABLE,
        PAYLOAD_MISSING,
        SESSION_ID_MISSING,
        SUB_ACCOUNT_MISSING,
        START_TIME_MISSING
    }

    private final Reason reason;

    UnreadableDeliveryException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
