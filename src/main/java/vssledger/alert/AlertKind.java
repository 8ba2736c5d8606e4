package vssledger.alert;

/** What an alert is about, by the code that metrics and the table {@code alert.alert} use. */
public enum AlertKind {
    /** More sessions of a product end badly than usual. */
    FAILURES("failures"),
    /** A subaccount sends nothing where it always did. */
    SILENCE("silence"),
    /** Deliveries wait for a run for too long. */
    PARSE_LAG("parse-lag"),
    /** Webhooks wait on a server's disk for the database. */
    SPOOL("spool"),
    /** Breaks that nobody decided on have too much at stake. */
    BREAKS("breaks"),
    JOB_FAILED("job-failed"),
    JOB_LATE("job-late");

    private final String code;

    AlertKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static AlertKind of(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("There is no alert of kind " + code);
    }
}
