package vssledger.report.definition;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vssledger.report.edition.EditionFigures;
import vssledger.report.query.PhoneNumberView;

/**
 * A workbook: its file name, title, readers, how these see phone numbers, and the reports that are its sheets.
 *
 * @param figures what a mail with it tells
 * @param onRequest whether it is made where somebody asks for it, and is part of no edition
 */
public record WorkbookDefinition(
        String file,
        String title,
        String audience,
        PhoneNumberView numbers,
        Set<EditionFigures.Kind> figures,
        List<ReportDefinition> sheets,
        boolean onRequest) {

    /** What a mail tells where nothing is said. */
    public static final Set<EditionFigures.Kind> ALL_FIGURES = EnumSet.allOf(EditionFigures.Kind.class);

    WorkbookDefinition with(List<ReportDefinition> otherSheets) {
        return new WorkbookDefinition(file, title, audience, numbers, figures, otherSheets, onRequest);
    }

    public boolean has(ReportDefinition report) {
        return sheets.stream().anyMatch(sheet -> sheet.id().equals(report.id()));
    }
}
