package vssledger.report.xlsx;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import vssledger.platform.text.Amounts;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;

/** The looks of a workbook, each made once. */
public final class CellStyles {

    private static final String FONT = "Arial";
    private static final int POINTS = 10;
    private static final String BLACK = "000000";
    private static final String INK = "1F3A5F";
    private static final String LINE = "D5DCE4";
    private static final String PAPER = "FFF8DC";
    private static final String SHADE = "E3E9F0";
    private static final String LIGHT_SHADE = "F4F6F9";

    /** What a row of a table tells. */
    private enum Row {
        VALUE,
        SUBTOTAL,
        TOTAL
    }

    /** What makes a cell of a table look as it does. */
    private record Look(Row row, ColumnType type, String format, boolean isWrapped) {}

    private final XSSFWorkbook workbook;
    private final Map<Look, CellStyle> cells = new HashMap<>();
    private final XSSFFont plainFont;
    private final XSSFFont boldFont;
    private final CellStyle fillIn;
    private final CellStyle header;
    private final CellStyle numberHeader;
    private final CellStyle title;
    private final CellStyle subtitle;
    private final CellStyle label;
    private final CellStyle fact;
    private final CellStyle count;
    private final CellStyle link;
    private final CellStyle prose;

    CellStyles(XSSFWorkbook workbook) {
        this.workbook = workbook;
        this.plainFont = font(POINTS, false, BLACK);
        this.boldFont = font(POINTS, true, INK);
        var filledIn = style(ColumnType.TEXT, ColumnType.TEXT.excelFormat());
        filledIn.setFont(plainFont);
        fill(filledIn, PAPER);
        bottomLine(filledIn);
        fillIn = filledIn;
        header = header(HorizontalAlignment.LEFT);
        numberHeader = header(HorizontalAlignment.RIGHT);
        title = plain(font(20, true, INK));
        subtitle = plain(font(POINTS, false, "5B6B7C"));
        label = plain(font(POINTS, true, INK));
        var facts = plain(font(POINTS, false, BLACK));
        align(facts, HorizontalAlignment.LEFT);
        fact = facts;
        var counts = style(ColumnType.INTEGER, ColumnType.INTEGER.excelFormat());
        counts.setFont(font(POINTS, false, BLACK));
        align(counts, HorizontalAlignment.LEFT);
        counts.setVerticalAlignment(VerticalAlignment.TOP);
        count = counts;
        var linked = font(POINTS, false, "1A5FB4");
        linked.setUnderline(XSSFFont.U_SINGLE);
        link = plain(linked);
        var wrapped = plain(font(POINTS, false, BLACK));
        wrapped.setWrapText(true);
        prose = wrapped;
    }

    public CellStyle value(ColumnType type) {
        return cell(new Look(Row.VALUE, type, type.excelFormat(), false));
    }

    CellStyle value(ReportColumn column) {
        return cell(new Look(Row.VALUE, column.type(), column.excelFormat(), column.isWrapped()));
    }

    /** Of an amount that is shown with so many digits behind the point. */
    CellStyle value(ReportColumn column, int decimals) {
        return cell(new Look(Row.VALUE, column.type(), ReportColumn.excelFormat(decimals), column.isWrapped()));
    }

    /** Of a cell that its reader fills in. */
    CellStyle fillIn() {
        return fillIn;
    }

    /** Of a sum of amounts in a row of totals. */
    CellStyle sum(ReportColumn column, boolean isOfAll, BigDecimal sum, String currency) {
        var format = column.isOfCurrency()
                ? ReportColumn.excelFormat(Amounts.decimalsOfSum(sum, currency))
                : column.excelFormat();
        return cell(new Look(isOfAll ? Row.TOTAL : Row.SUBTOTAL, column.type(), format, false));
    }

    CellStyle total(ReportColumn column) {
        return cell(new Look(Row.TOTAL, column.type(), column.excelFormat(), false));
    }

    CellStyle subtotal(ReportColumn column) {
        return cell(new Look(Row.SUBTOTAL, column.type(), column.excelFormat(), false));
    }

    private CellStyle cell(Look look) {
        return cells.computeIfAbsent(look, this::made);
    }

    private CellStyle made(Look look) {
        var style = style(look.type(), look.format());
        style.setFont(look.row() == Row.VALUE ? plainFont : boldFont);
        style.setWrapText(look.isWrapped());
        style.setVerticalAlignment(VerticalAlignment.TOP);
        switch (look.row()) {
            case VALUE -> bottomLine(style);
            case SUBTOTAL -> {
                fill(style, LIGHT_SHADE);
                bottomLine(style);
            }
            case TOTAL -> {
                fill(style, SHADE);
                style.setBorderTop(BorderStyle.THIN);
                style.setTopBorderColor(color(INK));
            }
        }
        return style;
    }

    public CellStyle header(ColumnType type) {
        return type.isNumeric() ? numberHeader : header;
    }

    CellStyle title() {
        return title;
    }

    CellStyle subtitle() {
        return subtitle;
    }

    CellStyle label() {
        return label;
    }

    CellStyle fact() {
        return fact;
    }

    CellStyle count() {
        return count;
    }

    CellStyle link() {
        return link;
    }

    CellStyle prose() {
        return prose;
    }

    private XSSFCellStyle style(ColumnType type, String format) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        align(style, type.isNumeric() ? HorizontalAlignment.RIGHT : HorizontalAlignment.LEFT);
        return style;
    }

    /** Text stands off the number to its left. */
    private static void align(XSSFCellStyle style, HorizontalAlignment alignment) {
        style.setAlignment(alignment);
        style.setIndention((short) (alignment == HorizontalAlignment.LEFT ? 1 : 0));
    }

    private XSSFCellStyle header(HorizontalAlignment alignment) {
        var style = plain(font(POINTS, true, "FFFFFF"));
        fill(style, INK);
        align(style, alignment);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setWrapText(true);
        return style;
    }

    private XSSFCellStyle plain(XSSFFont font) {
        var style = workbook.createCellStyle();
        align(style, HorizontalAlignment.LEFT);
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        return style;
    }

    private XSSFFont font(int points, boolean bold, String colour) {
        var font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints((short) points);
        font.setBold(bold);
        font.setColor(color(colour));
        return font;
    }

    private static void bottomLine(XSSFCellStyle style) {
        style.setBorderBottom(BorderStyle.THIN);
        style.setBottomBorderColor(color(LINE));
    }

    private static void fill(XSSFCellStyle style, String colour) {
        style.setFillForegroundColor(color(colour));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    static XSSFColor color(String rgb) {
        return new XSSFColor(rgb(rgb), null);
    }

    /** The three bytes of RRGGBB. */
    public static byte[] rgb(String hex) {
        var number = Integer.parseInt(hex, 16);
        return new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }
}
