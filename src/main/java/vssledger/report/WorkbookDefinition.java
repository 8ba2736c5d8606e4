package vssledger.report;

import java.util.List;

/**
 * A workbook: its file name, title, readers, how these see phone numbers, and the reports that are its sheets.
 *
 * @param onRequest whether it is made where somebody asks for it, and is part of no edition
 */
record WorkbookDefinition(
        String file, String title, String audience, Numbers numbers, List<ReportDefinition> sheets, boolean onRequest) {

    WorkbookDefinition with(List<ReportDefinition> otherSheets) {
        return new WorkbookDefinition(file, title, audience, numbers, otherSheets, onRequest);
    }

    boolean has(ReportDefinition report) {
        return sheets.stream().anyMatch(sheet -> sheet.id().equals(report.id()));
    }
}
