package vssledger.report;

import java.util.EnumMap;
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

/** The looks of a workbook, each made once. */
final class CellStyles {

    private static final String FONT = "Arial";
    private static final int POINTS = 10;
    private static final String BLACK = "000000";
    private static final String INK = "1F3A5F";
    private static final String LINE = "D5DCE4";
    private static final String PAPER = "FFF8DC";
    private static final String SHADE = "EEF2F6";

    private final XSSFWorkbook workbook;
    private final Map<ColumnType, CellStyle> values = new EnumMap<>(ColumnType.class);
    private final Map<ColumnType, CellStyle> totals = new EnumMap<>(ColumnType.class);
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
        for (var type : ColumnType.values()) {
            var value = style(type);
            value.setFont(font(POINTS, false, BLACK));
            bottomLine(value);
            values.put(type, value);
            var total = style(type);
            total.setFont(font(POINTS, true, INK));
            fill(total, SHADE);
            total.setBorderTop(BorderStyle.THIN);
            total.setTopBorderColor(color(INK));
            totals.put(type, total);
        }
        var filledIn = style(ColumnType.TEXT);
        filledIn.setFont(font(POINTS, false, BLACK));
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
        var counts = style(ColumnType.INTEGER);
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

    CellStyle value(ColumnType type) {
        return java.util.Objects.requireNonNull(values.get(type));
    }

    /** Of a cell that its reader fills in. */
    CellStyle fillIn() {
        return fillIn;
    }

    CellStyle total(ColumnType type) {
        return java.util.Objects.requireNonNull(totals.get(type));
    }

    CellStyle header(ColumnType type) {
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

    private XSSFCellStyle style(ColumnType type) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(type.excelFormat()));
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
    static byte[] rgb(String hex) {
        var number = Integer.parseInt(hex, 16);
        return new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }
}
