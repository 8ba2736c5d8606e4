package vssledger.report;

/**
 * A report of an edition that is to be drafted.
 *
 * @param report its id
 * @param draft folder in which the edition grows, as seen from the folder of all editions
 * @param snapshot of the database, by PostgreSQL's name, as of which all reports of the edition are
 */
public record ReportShare(String report, ReportScope scope, String draft, String snapshot) {}
