package vssledger.report;

import java.util.List;

/** A workbook: its file name, title, readers, and the reports that are its sheets. */
record WorkbookDefinition(
        String file, String title, String audience, List<ReportDefinition> sheets, boolean onRequest) {}
