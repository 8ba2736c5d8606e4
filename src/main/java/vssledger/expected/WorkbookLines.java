package vssledger.expected;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import vssledger.platform.UserError;

/** Lines of the first sheet of a workbook (.xlsx), a row at a time, their fields found by the names in its first row. */
final class WorkbookLines {

    private final Path file;
    private final List<List<String>> required;
    private final Rejections rejections;

    WorkbookLines(Path file, List<List<String>> required, Rejections rejections) {
        this.file = file;
        this.required = required;
        this.rejections = rejections;
    }

    void forEach(Consumer<Line> taker) throws IOException {
        try (var opened = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            var reader = new XSSFReader(opened);
            var formatter = new Exact(countsFrom1904(reader));
            var sheets = reader.getSheetsData();
            if (!sheets.hasNext()) {
                throw new UserError(file + " has no sheet. Nothing of it was imported.");
            }
            var rows = new Rows(taker);
            try (var sheet = sheets.next()) {
                var parser = XMLHelper.newXMLReader();
                parser.setContentHandler(new XSSFSheetXMLHandler(
                        reader.getStylesTable(), null, new ReadOnlySharedStringsTable(opened), rows, formatter, false));
                parser.parse(new InputSource(sheet));
            }
            rows.requireHeader();
        } catch (OpenXML4JException | OpenXML4JRuntimeException | SAXException | ParserConfigurationException e) {
            throw new UserError(
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
            return DateUtil.isADateFormat(formatIndex, formatString) && DateUtil.isValidExcelDate(value)
                    ? DateUtil.getLocalDateTime(value, from1904, true).toString()
                    : new BigDecimal(Double.toString(value))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    /** Rows as they come: the first with anything in it is the header. */
    private final class Rows implements SheetContentsHandler {

        private final Consumer<Line> taker;
        private final Map<Integer, String> cells = new HashMap<>();
        private @Nullable Map<String, Integer> columns;

        Rows(Consumer<Line> taker) {
            this.taker = taker;
        }

        @Override
        public void startRow(int number) {
            cells.clear();
        }

        @Override
        public void cell(String reference, @Nullable String value, @Nullable XSSFComment comment) {
            if (value != null && !value.isBlank()) {
                cells.put((int) new CellReference(reference).getCol(), value);
            }
        }

        @Override
        public void endRow(int number) {
            if (cells.isEmpty()) {
                return;
            }
            var names = columns;
            if (names == null) {
                columns = header();
            } else {
                var row = Map.copyOf(cells);
                taker.accept(new Line(number + 1L, name -> field(row, names.get(name)), rejections));
            }
        }

        private static String field(Map<Integer, String> row, @Nullable Integer column) {
            return column == null ? "" : row.getOrDefault(column, "");
        }

        private Map<String, Integer> header() {
            var width =
                    cells.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
            var header = new ArrayList<String>();
            for (var i = 0; i < width; i++) {
                header.add(cells.getOrDefault(i, ""));
            }
            return Header.columns(file, header, required);
        }

        void requireHeader() {
            if (columns == null) {
                throw new UserError(file + ": its first sheet is empty. Nothing of it was imported.");
            }
        }
    }
}
