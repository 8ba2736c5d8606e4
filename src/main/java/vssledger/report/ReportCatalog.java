package vssledger.report;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import vssledger.platform.UserError;

/** All reports by id, and the workbooks they make up. */
record ReportCatalog(SortedMap<String, ReportDefinition> reports, List<WorkbookDefinition> workbooks) {

    /** @throws UserError that lists the reports there are */
    ReportDefinition report(String id) {
        var report = reports.get(id);
        if (report == null) {
            throw new UserError("There is no report \"" + id + "\". Use one of: "
                    + reports.keySet().stream().collect(Collectors.joining(", ")) + ".");
        }
        return report;
    }

    List<ReportDefinition> csvReports() {
        return reports.values().stream().filter(report -> report.csv() != null).toList();
    }
}
