package vssledger.report;

/** The outcomes by which people count sessions, as {@code fact.outcome} has them, in the order in which they are shown. */
public enum SessionOutcome {
    /** The call was made, whatever became of an opt-out during it. */
    COMPLETED("Completed", "2E9E5B"),
    NO_ANSWER("No answer", "F2B134"),
    BUSY("Busy", "E67E22"),
    CANCELED("Canceled", "9AA5B1"),
    FAILED("Failed", "C0392B"),
    ERROR("Error", "6C3483"),
    /** Every status beyond these. */
    OTHER("Other", "5D8AA8");

    private final String title;
    private final String colour;

    SessionOutcome(String title, String colour) {
        this.title = title;
        this.colour = colour;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** RRGGBB. */
    public String colour() {
        return colour;
    }
}
