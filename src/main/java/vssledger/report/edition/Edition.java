package vssledger.report.edition;

import java.nio.file.Path;
import java.util.List;
import vssledger.report.ReportScope;

/**
 * One state of the reports of a scope.
 *
 * @param number 1 for the first; a later one differs from it in at least one CSV file
 * @param isNew whether this export made it
 * @param folder where its files lie
 * @param files all of them, in the order of their names
 */
public record Edition(ReportScope scope, int number, boolean isNew, Path folder, List<Path> files) {}
