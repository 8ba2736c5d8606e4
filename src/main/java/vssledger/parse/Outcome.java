package vssledger.parse;

/** What became of a delivery. */
enum Outcome {
    FACT,
    DUPLICATE,
    SUPERSEDED,
    QUARANTINED,
    NOT_VSS
}
