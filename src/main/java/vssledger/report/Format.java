package vssledger.report;

/** A kind of report file. */
public enum Format {
    XLSX,
    CSV
}
