package vssledger.report.xlsx;

import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import vssledger.report.definition.ColourScale;
import vssledger.report.definition.ReportDefinition;

/** Colours the numbers of a sheet by their size, where a report's definition says so. */
final class ColourRanges {

    private ColourRanges() {}

    /**
     * Adds the colours of the rows below the header. Columns side by side are one range: their colours can be compared.
     *
     * @param lastRow index of the last of these rows
     */
    static void add(XSSFSheet sheet, ReportDefinition report, int lastRow) {
        var columns = report.columns();
        for (var from = 0; from < columns.size(); from++) {
            var scale = columns.get(from).scale();
            var to = from;
            while (to + 1 < columns.size() && columns.get(to + 1).scale() == scale) {
                to++;
            }
            if (scale != null) {
                colour(sheet, new CellRangeAddress(1, lastRow, from, to), scale);
            }
            from = to;
        }
    }

    private static void colour(XSSFSheet sheet, CellRangeAddress cells, ColourScale scale) {
        var formatting = sheet.getSheetConditionalFormatting();
        var rule = formatting.createConditionalFormattingColorScaleRule();
        rule.getColorScaleFormatting()
                .setColors(scale.colours().stream().map(CellStyles::color).toArray(XSSFColor[]::new));
        formatting.addConditionalFormatting(new CellRangeAddress[] {cells}, rule);
    }
}
