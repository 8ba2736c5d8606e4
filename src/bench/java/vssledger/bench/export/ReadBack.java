package vssledger.bench.export;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Iterator;
import java.util.Locale;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * Holds a file against what PostgreSQL's own COPY wrote of the same rows, value by value.
 *
 * @param reference its CSV file
 * @param isLedger whether a CSV file is to have numbers masked and texts harmless
 */
record ReadBack(Path reference, boolean isLedger) {

    /** {@code 2026-11-02 10:00:00.12+00}, or with a T and minutes of offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendPattern("[xxx][x]")
            .toFormatter(Locale.ROOT);

    private static final LocalDate EXCEL_DAY_0 = LocalDate.parse("1899-12-30");
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal HALF_A_MILLISECOND = new BigDecimal("0.0005");

    /** What a file says of a row. */
    private interface Said {
        boolean isSame(int column, String expected);
    }

    /** @throws IllegalStateException where it says something else, or has more or fewer rows */
    void csv(Path file) throws IOException {
        try (var records = CsvReader.builder().ofCsvRecord(file)) {
            compare(records.stream().<Said>map(this::csv).iterator());
        }
    }

    /** The sheet of the calls, without its total. */
    void workbook(Path file) throws IOException {
        try (var workbook = new ReadableWorkbook(file.toFile())) {
            var sheet = workbook.findSheet("Calls").orElseThrow();
            try (var rows = sheet.openStream()) {
                compare(rows.filter(row -> !row.getCellText(0).equals("Total"))
                        .<Said>map(this::cells)
                        .iterator());
            }
        }
    }

    private void compare(Iterator<Said> file) throws IOException {
        try (var expected = CsvReader.builder().ofCsvRecord(reference)) {
            var number = 0;
            for (var row : expected) {
                if (!file.hasNext()) {
                    throw new IllegalStateException("Only " + number + " rows");
                }
                var said = file.next();
                for (var i = 0; number > 0 && i < row.getFieldCount(); i++) {
                    if (!said.isSame(i, row.getField(i))) {
                        throw new IllegalStateException(
                                "Row " + number + ", column " + i + " is not " + row.getField(i));
                    }
                }
                number++;
            }
            if (file.hasNext()) {
                throw new IllegalStateException("More than " + number + " rows");
            }
        }
    }

    private Said csv(CsvRecord row) {
        return (column, expected) -> {
            var actual = row.getField(column);
            if (expected.isEmpty()) {
                return actual.isEmpty();
            }
            return switch (Detail.COLUMNS.get(column).kind()) {
                case TEXT -> actual.equals(isLedger && expected.startsWith("=") ? "'" + expected : expected);
                case PHONE -> actual.equals(number(expected));
                case TIME -> time(actual).isEqual(time(expected));
                case DATE, INTEGER, DURATION -> actual.equals(expected);
                case DECIMAL -> new BigDecimal(actual).compareTo(new BigDecimal(expected)) == 0;
            };
        };
    }

    private Said cells(Row row) {
        return (column, expected) -> {
            var cell = row.getOptionalCell(column).orElse(null);
            if (cell == null || cell.getType() == CellType.EMPTY) {
                return expected.isEmpty();
            }
            return switch (Detail.COLUMNS.get(column).kind()) {
                case TEXT, PHONE -> cell.asString().equals(expected);
                case DATE ->
                    cell.asNumber().longValueExact()
                            == LocalDate.parse(expected).toEpochDay() - EXCEL_DAY_0.toEpochDay();
                case TIME -> isNear(seconds(cell.asNumber()), seconds(time(expected)));
                case DURATION -> isNear(seconds(cell.asNumber()), new BigDecimal(expected));
                case INTEGER, DECIMAL -> cell.asNumber().compareTo(new BigDecimal(expected)) == 0;
            };
        };
    }

    /** As the file is to show it. Seeded numbers have a calling code of two digits. */
    private String number(String whole) {
        var last = whole.length() - 4;
        return !isLedger
                ? whole
                : whole.substring(0, 3) + " " + whole.charAt(3) + "*".repeat(last - 4) + " " + whole.substring(last);
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text, TIME);
    }

    private static BigDecimal seconds(BigDecimal days) {
        return days.multiply(SECONDS_A_DAY);
    }

    /** Since Excel's first day. */
    private static BigDecimal seconds(OffsetDateTime time) {
        var start = EXCEL_DAY_0.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return BigDecimal.valueOf(time.toEpochSecond() - start).add(BigDecimal.valueOf(time.getNano(), 9));
    }

    /** Excel keeps times to the millisecond. */
    private static boolean isNear(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(HALF_A_MILLISECOND) <= 0;
    }
}
