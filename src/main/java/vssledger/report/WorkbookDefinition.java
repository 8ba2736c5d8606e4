package vssledger.report;

import java.util.List;

/** A workbook: its file name, title, readers, how these see phone numbers, and the reports that are its sheets. */
record WorkbookDefinition(
        String file,
        String title,
        String audience,
        Numbers numbers,
        List<ReportDefinition> sheets,
        boolean onRequest) {}
