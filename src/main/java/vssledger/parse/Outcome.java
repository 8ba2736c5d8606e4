package vssledger.parse;

import java.util.Locale;

/** What became of a delivery. */
enum Outcome {
    FACT,
    DUPLICATE,
    SUPERSEDED,
    QUARANTINED,
    NOT_VSS;

    /** As a person reads it. */
    String words() {
        return this == NOT_VSS ? "not VSS" : name().toLowerCase(Locale.ROOT);
    }
}
