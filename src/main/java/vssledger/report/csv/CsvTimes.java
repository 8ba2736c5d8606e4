package vssledger.report.csv;

/** How CSV files write times, in the report time zone. */
public enum CsvTimes {
    /** {@code 2026-11-20T10:00:00+08:00}: exact for programs, text for spreadsheets. */
    OFFSET,
    /** {@code 2026-11-20 10:00:00}: a time for spreadsheets. */
    LOCAL
}
