package vssledger.report;

import vssledger.platform.text.DisplayNames;

/** The outcomes by which people count sessions, as {@code fact.outcome} has them, in the order in which they are shown. */
public enum SessionOutcome {
    /** The call was made, whatever became of an opt-out during it. */
    COMPLETED("2E9E5B"),
    NO_ANSWER("F2B134"),
    BUSY("E67E22"),
    CANCELED("9AA5B1"),
    FAILED("C0392B"),
    ERROR("6C3483"),
    /** Every status beyond these. */
    OTHER("5D8AA8");

    private final String colour;

    SessionOutcome(String colour) {
        this.colour = colour;
    }

    /** For people. */
    public String title() {
        return DisplayNames.of(this);
    }

    /** RRGGBB. */
    public String colour() {
        return colour;
    }
}
