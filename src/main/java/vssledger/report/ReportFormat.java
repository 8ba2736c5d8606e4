package vssledger.report;

/** A kind of report file. */
public enum ReportFormat {
    XLSX,
    CSV
}
