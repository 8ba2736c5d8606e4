package vssledger.report.xlsx;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import vssledger.platform.text.DisplayNames;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.WorkbookDefinition;
import vssledger.report.xlsx.part.ExcelText;

/** The first sheet: what this workbook is about, which state of the data it shows, and links to its sheets. */
final class CoverSheet {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int PROSE_WIDTH = 70;
    private static final int LINE_LENGTH = 84;
    private static final float LINE_HEIGHT = 14.5f;

    /** A line of the contents. */
    record Entry(String sheet, long rows, String text) {}

    private final XSSFWorkbook workbook;
    private final XSSFSheet sheet;
    private final CellStyles styles;
    private int nextRow;

    CoverSheet(XSSFWorkbook workbook, CellStyles styles, SheetNames names) {
        this.workbook = workbook;
        this.styles = styles;
        this.sheet = workbook.createSheet(names.next("Cover"));
    }

    void write(WorkbookDefinition definition, WorkbookInfo info, List<Entry> contents) {
        sheet.setDisplayGridlines(false);
        sheet.setColumnWidth(0, 3 * 256);
        sheet.setColumnWidth(1, 26 * 256);
        sheet.setColumnWidth(2, 14 * 256);
        sheet.setColumnWidth(3, PROSE_WIDTH * 256);
        PrintLayout.apply(sheet, definition.title(), info);
        sheet.getPrintSetup().setLandscape(false);
        sheet.getPrintSetup().setFitHeight((short) 1);

        nextRow = 1;
        line(definition.title(), styles.title()).setHeightInPoints(30);
        line("For " + definition.audience(), styles.subtitle());
        nextRow++;
        fact("Period", info.range().inWords());
        if (!info.scope().products().isEmpty()) {
            fact(
                    "Only products",
                    info.scope().products().stream().map(DisplayNames::of).collect(Collectors.joining(", ")));
        }
        if (!info.scope().subAccounts().isEmpty()) {
            fact("Only subaccounts", String.join(", ", info.scope().subAccounts()));
        }
        fact("Time zone", info.zone().getId());
        fact(
                "Edition",
                info.edition() == null
                        ? "none: files made on request"
                        : info.edition().toString());
        fact("Created", TIME.format(info.createdAt().atZone(info.zone())));
        if (!info.controlTotals().isEmpty()) {
            nextRow++;
            line("Control totals", styles.label());
            info.controlTotals().forEach(this::controlTotal);
        }
        nextRow++;
        var header = sheet.createRow(nextRow++);
        cell(header, 1, "Sheet", styles.header(ColumnType.TEXT));
        cell(header, 2, "Rows", styles.header(ColumnType.TEXT));
        cell(header, 3, "What it shows", styles.header(ColumnType.TEXT));
        contents.forEach(this::entry);
    }

    private XSSFRow line(String text, CellStyle style) {
        var row = sheet.createRow(nextRow++);
        cell(row, 1, text, style);
        return row;
    }

    private void fact(String label, String value) {
        var row = sheet.createRow(nextRow++);
        cell(row, 1, label, styles.label());
        cell(row, 2, value, styles.fact());
    }

    private void controlTotal(String name, Long value) {
        var row = sheet.createRow(nextRow++);
        cell(row, 1, name.replace('_', ' '), styles.fact());
        var cell = row.createCell(2);
        cell.setCellValue(value);
        cell.setCellStyle(styles.count());
    }

    private void entry(Entry entry) {
        var row = sheet.createRow(nextRow++);
        cell(row, 1, entry.sheet(), styles.link());
        var link = workbook.getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
        link.setAddress("'" + entry.sheet().replace("'", "''") + "'!A1");
        row.getCell(1).setHyperlink(link);
        var rows = row.createCell(2);
        rows.setCellValue((double) entry.rows());
        rows.setCellStyle(styles.count());
        cell(row, 3, entry.text(), styles.prose());
        row.setHeightInPoints(LINE_HEIGHT * (1 + (entry.text().length() - 1) / LINE_LENGTH));
    }

    private static void cell(XSSFRow row, int column, String text, CellStyle style) {
        var cell = row.createCell(column);
        cell.setCellValue(ExcelText.literal(text));
        cell.setCellStyle(style);
    }
}
