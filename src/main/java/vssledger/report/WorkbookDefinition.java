package vssledger.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A workbook: its file name, title, readers, how these see phone numbers, and the reports that are its sheets.
 *
 * @param figures what a mail with it tells
 * @param onRequest whether it is made where somebody asks for it, and is part of no edition
 */
record WorkbookDefinition(
        String file,
        String title,
        String audience,
        Numbers numbers,
        Set<EditionFigures.Kind> figures,
        List<ReportDefinition> sheets,
        boolean onRequest) {

    /** What a mail tells where nothing is said. */
    static final Set<EditionFigures.Kind> ALL_FIGURES = EnumSet.allOf(EditionFigures.Kind.class);

    WorkbookDefinition with(List<ReportDefinition> otherSheets) {
        return new WorkbookDefinition(file, title, audience, numbers, figures, otherSheets, onRequest);
    }

    boolean has(ReportDefinition report) {
        return sheets.stream().anyMatch(sheet -> sheet.id().equals(report.id()));
    }
}
