package vssledger.report.edition;

import vssledger.report.ReportScope;

/**
 * A report of an edition that is to be drafted.
 *
 * @param report its id
 * @param draft folder in which the edition grows, as seen from the folder of all editions
 * @param snapshot of the database, by PostgreSQL's name, as of which all reports of the edition are
 */
public record ReportPartition(String report, ReportScope scope, String draft, String snapshot) {}
