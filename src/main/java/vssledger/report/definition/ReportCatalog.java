package vssledger.report.definition;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vssledger.platform.UserException;
import vssledger.platform.text.Sha256;
import vssledger.report.ReportScope;

/** All reports by id, and the workbooks they make up. */
public record ReportCatalog(SortedMap<String, ReportDefinition> reports, List<WorkbookDefinition> workbooks) {

    /** Equal for definitions that say the same. */
    public String fingerprint() {
        return HexFormat.of().formatHex(Sha256.of((reports + "\n" + workbooks).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Returns the report of this id.
     *
     * @throws UserException that lists the reports there are
     */
    public ReportDefinition report(String id) {
        var report = reports.get(id);
        if (report == null) {
            throw new UserException("There is no report \"" + id + "\". Use one of: "
                    + reports.keySet().stream().collect(Collectors.joining(", ")) + ".");
        }
        return report;
    }

    /** Those reports that can be narrowed to a scope, in those workbooks that have one. */
    public ReportCatalog of(ReportScope scope) {
        if (!scope.isNarrowed()) {
            return this;
        }
        var narrowed = new TreeMap<>(reports);
        narrowed.values().removeIf(report -> !report.canBeOf(scope));
        return new ReportCatalog(
                narrowed,
                workbooks.stream()
                        .map(workbook -> workbook.with(workbook.sheets().stream()
                                .filter(report -> report.canBeOf(scope))
                                .toList()))
                        .filter(workbook -> !workbook.sheets().isEmpty())
                        .toList());
    }

    /** Those that every edition has. */
    public List<WorkbookDefinition> editionWorkbooks() {
        return workbooks.stream().filter(workbook -> !workbook.onRequest()).toList();
    }

    /** Those that an edition has a file of, or a sheet. */
    public List<ReportDefinition> ofEdition() {
        return reports.values().stream()
                .filter(report -> report.csv() != null || isInEditionWorkbook(report))
                .toList();
    }

    public boolean isInEditionWorkbook(ReportDefinition report) {
        return editionWorkbooks().stream().anyMatch(workbook -> workbook.has(report));
    }

    /**
     * Returns the workbook of this file name.
     *
     * @throws UserException that names the file which lacks it
     */
    public WorkbookDefinition workbook(String file) {
        return workbooks.stream()
                .filter(workbook -> workbook.file().equals(file))
                .findFirst()
                .orElseThrow(
                        () -> new UserException("reports/workbooks.yml has no workbook " + file + ". Add it there."));
    }

    public List<ReportDefinition> csvReports() {
        return reports.values().stream().filter(report -> report.csv() != null).toList();
    }
}
