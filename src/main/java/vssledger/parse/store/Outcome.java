package vssledger.parse.store;

import java.util.Locale;

/** What became of a delivery. */
public enum Outcome {
    FACT,
    DUPLICATE,
    SUPERSEDED,
    QUARANTINED,
    NOT_VSS;

    /** As a person reads it. */
    public String words() {
        return this == NOT_VSS ? "not VSS" : name().toLowerCase(Locale.ROOT);
    }
}
