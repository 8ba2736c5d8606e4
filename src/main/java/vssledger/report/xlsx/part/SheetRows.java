package vssledger.report.xlsx.part;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
import vssledger.report.csv.ByteWriter;
import vssledger.report.definition.ColumnType;
import vssledger.report.xlsx.MoneyCells;
import vssledger.report.xlsx.SheetTotals;

/**
 * The rows of a sheet, as the XML that they are in a workbook, written to a file as they come. Only this part of a workbook grows
 * with the data; POI's own streaming takes several times as long for it.
 */
public final class SheetRows implements AutoCloseable {

    /**
     * How the cells of a column look and what they hold.
     *
     * @param money how its amounts look; null if all cells look the same
     */
    public record Column(
            int style, ColumnType type, @Nullable MoneyCells money) {}

    private static final int LONGEST_TEXT = 32_767;

    /** In points. */
    private static final double LINE_HEIGHT = 12.75;

    private static final String STYLE = "\" s=\"";
    private static final byte[] ROW = ascii("<row r=\"");
    private static final byte[] END_OF_TAG = ascii("\">");
    private static final byte[] END_OF_ROW = ascii("</row>");
    private static final byte[] NOTHING = ascii("\"/>");
    private static final byte[] VALUE = ascii("\"><v>");
    private static final byte[] END_OF_VALUE = ascii("</v></c>");
    private static final byte[] TEXT = ascii("\" t=\"inlineStr\"><is><t>");
    private static final byte[] SPACED_TEXT = ascii("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    private static final byte[] END_OF_TEXT = ascii("</t></is></c>");

    private final ByteWriter out;
    private final SheetNumbers numbers;
    private final ColumnType[] types;
    private final byte[][] references;
    private final byte[][] styles;
    private final @Nullable MoneyCells[] money;
    private byte[] endOfTag = END_OF_TAG;

    SheetRows(ByteWriter out, List<Column> columns, ZoneId zone) {
        this.out = out;
        this.numbers = new SheetNumbers(zone);
        var count = columns.size();
        this.types = columns.stream().map(Column::type).toArray(ColumnType[]::new);
        this.references = new byte[count][];
        this.styles = new byte[count][];
        this.money = columns.stream().map(Column::money).toArray(MoneyCells[]::new);
        for (var i = 0; i < count; i++) {
            references[i] = ascii("<c r=\"" + CellReference.convertNumToColString(i));
            styles[i] = ascii(STYLE + columns.get(i).style());
        }
    }

    /**
     * Writes a row.
     *
     * @param index from 0
     * @param values as their types read them; columns beyond them are empty cells
     */
    public void row(int index, @Nullable Object[] values) {
        var number = ascii(Integer.toString(index + 1));
        out.put(ROW);
        out.put(number);
        out.put(endOfTag);
        for (var i = 0; i < types.length; i++) {
            out.put(references[i]);
            out.put(number);
            var value = i < values.length ? values[i] : null;
            var amounts = money[i];
            if (amounts == null || value == null) {
                out.put(styles[i]);
            } else {
                out.putAscii(STYLE + amounts.style((BigDecimal) value, values));
            }
            if (value == null) {
                out.put(NOTHING);
            } else if (types[i].isText()) {
                text((String) value);
            } else {
                out.put(VALUE);
                out.putAscii(numbers.text(types[i], value));
                out.put(END_OF_VALUE);
            }
        }
        out.put(END_OF_ROW);
    }

    /**
     * How rows of values that follow look.
     *
     * @param level at which they stand in the sheet's outline, 0 for none
     * @param lines so many high
     * @param isFolded whether they are not seen until they are unfolded
     */
    public void look(int level, int lines, boolean isFolded) {
        endOfTag = endOfTag(level, lines, isFolded ? "\" hidden=\"1" : "");
    }

    /**
     * Writes a row of totals, at a level of the outline.
     *
     * @param isFolded whether the rows above it are
     */
    public void totals(int index, int level, boolean isFolded, List<SheetTotals.Cell> cells) {
        var number = ascii(Integer.toString(index + 1));
        out.put(ROW);
        out.put(number);
        out.put(endOfTag(level, 1, isFolded ? "\" collapsed=\"1" : ""));
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            out.put(references[i]);
            out.put(number);
            out.putAscii(STYLE + cell.style());
            if (cell.formula() != null) {
                out.putAscii("\"><f>");
                escaped(cell.formula(), cell.formula().length());
                out.putAscii("</f><v>" + cell.value());
                out.put(END_OF_VALUE);
            } else if (cell.content() == null) {
                out.put(NOTHING);
            } else if (cell.type().isText()) {
                text((String) cell.content());
            } else {
                out.put(VALUE);
                out.putAscii(numbers.text(cell.type(), cell.content()));
                out.put(END_OF_VALUE);
            }
        }
        out.put(END_OF_ROW);
    }

    private static byte[] endOfTag(int level, int lines, String fold) {
        return ascii((lines == 1 ? "" : "\" ht=\"" + LINE_HEIGHT * lines + "\" customHeight=\"1")
                + (level == 0 ? "" : "\" outlineLevel=\"" + level)
                + fold
                + "\">");
    }

    private void text(String text) {
        var isSpaced = !text.isEmpty()
                && (Character.isWhitespace(text.charAt(0))
                        || Character.isWhitespace(text.charAt(text.length() - 1))
                        || text.indexOf('\n') >= 0);
        out.put(isSpaced ? SPACED_TEXT : TEXT);
        if (text.length() <= LONGEST_TEXT) {
            escaped(text, text.length());
        } else {
            escaped(text, LONGEST_TEXT - 1);
            out.put("…".getBytes(StandardCharsets.UTF_8));
        }
        out.put(END_OF_TEXT);
    }

    /** Characters that XML has no place for are question marks, as POI writes them. */
    private void escaped(String text, int end) {
        for (var i = 0; i < end; i++) {
            var c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '&' && c != '<' && c != '>' && c != '_') {
                out.put(c);
            } else {
                i += special(text, i, end);
            }
        }
    }

    /** @return how many characters more than one it took */
    private int special(String text, int index, int end) {
        var c = text.charAt(index);
        switch (c) {
            case '&' -> out.putAscii("&amp;");
            case '<' -> out.putAscii("&lt;");
            case '>' -> out.putAscii("&gt;");
            case '_' -> out.putAscii(ExcelText.isEscape(text, index) ? ExcelText.ESCAPED_UNDERSCORE : "_");
            case '\n', '\r', '\t' -> out.putAscii("&#" + (int) c + ";");
            default -> {
                if (Character.isHighSurrogate(c)
                        && index + 1 < end
                        && Character.isLowSurrogate(text.charAt(index + 1))) {
                    out.put(text.substring(index, index + 2).getBytes(StandardCharsets.UTF_8));
                    return 1;
                }
                var isAllowed = c >= ' ' && !Character.isSurrogate(c) && c < 0xFFFE;
                out.put((isAllowed ? String.valueOf(c) : "?").getBytes(StandardCharsets.UTF_8));
            }
        }
        return 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        out.close();
    }
}
