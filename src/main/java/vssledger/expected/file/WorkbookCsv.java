package vssledger.expected.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import vssledger.platform.UserException;

/** The first sheet of a workbook (.xlsx), written as CSV row by row: each row in the line of its number, its cells exactly as they are. */
final class WorkbookCsv {

    private static final byte[] WORKBOOK = {'P', 'K', 3, 4};
    private static final byte[] OLD_WORKBOOK = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    /** Significant digits of a number in a cell; a spreadsheet does not know more of them. */
    private static final int DIGITS = 15;

    private static final double LARGEST = 1e15;

    private final Path file;
    private final ColumnRoles columns;

    WorkbookCsv(Path file, ColumnRoles columns) {
        this.file = file;
        this.columns = columns;
    }

    /** @throws UserException if it is one that cannot be read */
    static boolean isWorkbook(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var first = in.readNBytes(WORKBOOK.length);
            if (Arrays.equals(first, OLD_WORKBOOK)) {
                throw new UserException(file
                        + " is an old workbook, or one with a password. Save it as .xlsx without one. Nothing of it was"
                        + " imported.");
            }
            return Arrays.equals(first, WORKBOOK);
        }
    }

    void write(Path csv) throws IOException {
        try (var lines = new LinesInPlace(csv);
                var opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            var reader = new XSSFReader(opened);
            var formatter = new Exact(countsFrom1904(reader));
            var sheets = reader.getSheetsData();
            if (!sheets.hasNext()) {
                throw new UserException(file + " has no sheet. Nothing of it was imported.");
            }
            var rows = new Rows(lines);
            try (var sheet = sheets.next()) {
                var parser = XMLHelper.newXMLReader();
                parser.setContentHandler(new XSSFSheetXMLHandler(
                        reader.getStylesTable(), null, new ReadOnlySharedStringsTable(opened), rows, formatter, false));
                parser.parse(new InputSource(sheet));
            }
            rows.requireAny();
        } catch (OpenXML4JException | OpenXML4JRuntimeException | SAXException | ParserConfigurationException e) {
            throw new UserException(
                    file + " is no workbook that can be read. Save it as .xlsx. Nothing of it was imported.", e);
        }
    }

    private static boolean countsFrom1904(XSSFReader reader)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        var found = new boolean[1];
        try (var workbook = reader.getWorkbookData()) {
            var parser = XMLHelper.newXMLReader();
            parser.setContentHandler(new DefaultHandler() {
                @Override
                public void startElement(String uri, String name, String qualified, Attributes attributes) {
                    var value = attributes.getValue("date1904");
                    found[0] |= name.equals("workbookPr") && ("1".equals(value) || "true".equals(value));
                }
            });
            parser.parse(new InputSource(workbook));
        }
        return found[0];
    }

    /** Cells as what they are, not as they look: times in ISO 8601, numbers with all their digits. */
    private static final class Exact extends DataFormatter {

        private final boolean from1904;

        Exact(boolean from1904) {
            this.from1904 = from1904;
        }

        @Override
        public String formatRawCellContents(double value, int formatIndex, String formatString) {
            if (DateUtil.isADateFormat(formatIndex, formatString) && DateUtil.isValidExcelDate(value)) {
                return DateUtil.getLocalDateTime(value, from1904, true).toString();
            }
            return Math.abs(value) >= LARGEST
                    ? Double.toString(value)
                            .replace("E", "E+") // whose last digits nobody knows, and which must look like it
                    : new BigDecimal(value, new MathContext(DIGITS))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    /** Rows as they come; from the header on all are as wide as that. */
    private final class Rows implements SheetContentsHandler {

        private final LinesInPlace lines;
        private final TreeMap<Integer, String> cells = new TreeMap<>();
        private boolean isEmpty = true;
        private int width;

        Rows(LinesInPlace lines) {
            this.lines = lines;
        }

        @Override
        public void startRow(int number) {
            cells.clear();
        }

        @Override
        public void cell(String reference, @Nullable String value, @Nullable XSSFComment comment) {
            if (value != null && !value.isBlank()) {
                cells.put((int) new CellReference(reference).getCol(), value.replaceAll("[\\r\\n]+", " "));
            }
        }

        @Override
        public void endRow(int number) {
            if (cells.isEmpty()) {
                return;
            }
            isEmpty = false;
            var row = IntStream.range(0, width == 0 ? cells.lastKey() + 1 : width)
                    .mapToObj(column -> cells.getOrDefault(column, ""))
                    .toList();
            if (width == 0 && columns.isHeader(row)) {
                width = row.size();
            }
            lines.add(number + 1L, row);
        }

        void requireAny() {
            if (isEmpty) {
                throw new UserException(file + ": its first sheet is empty. Nothing of it was imported.");
            }
        }
    }
}
