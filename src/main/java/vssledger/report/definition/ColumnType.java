package vssledger.report.definition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vssledger.report.csv.CsvReport;
import vssledger.report.csv.CsvTimes;
import vssledger.report.query.TimeText;

/** What a column holds: how it is read, how a CSV file writes it and how a sheet formats it. */
public enum ColumnType {
    TEXT("@", 8),
    /** Text of which people read the display name, where it has one. */
    CODE("@", 8),
    /** Text that is masked for readers who are not to see phone numbers. */
    PHONE("@", 8),
    INTEGER("#,##0", 8),
    DECIMAL("#,##0.00", 10),
    /** A sheet shows it with the decimals of its currency, or all of its own where it has more. */
    MONEY("#,##0.00", 12),
    PERCENT("0.0%", 8),
    DATE("yyyy-mm-dd", 11),
    DATETIME("yyyy-mm-dd hh:mm:ss", 19),
    /** Whole seconds; hours, minutes and seconds in a sheet. */
    DURATION("[h]:mm:ss", 10);

    private static final Set<String> WHOLE = Set.of("int2", "int4", "int8");
    private static final Set<String> BROKEN = Set.of("numeric", "float4", "float8");

    private static final int DAY_LENGTH = "2026-11-20".length();

    private static final DateTimeFormatter LOCAL_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    private final String excelFormat;
    private final int excelWidth;

    ColumnType(String excelFormat, int excelWidth) {
        this.excelFormat = excelFormat;
        this.excelWidth = excelWidth;
    }

    public String excelFormat() {
        return excelFormat;
    }

    /** Characters that a cell takes at least. */
    public int excelWidth() {
        return excelWidth;
    }

    public boolean isNumeric() {
        return switch (this) {
            case INTEGER, DECIMAL, MONEY, PERCENT, DURATION -> true;
            case TEXT, CODE, PHONE, DATE, DATETIME -> false;
        };
    }

    public boolean isText() {
        return this == TEXT || this == CODE || this == PHONE;
    }

    /** Whether a column of this type of PostgreSQL's can be read as such. */
    boolean canRead(String postgresType) {
        return switch (this) {
            case TEXT, CODE, PHONE -> true;
            case INTEGER, DURATION -> WHOLE.contains(postgresType) || postgresType.equals("numeric");
            case DECIMAL, MONEY, PERCENT -> WHOLE.contains(postgresType) || BROKEN.contains(postgresType);
            case DATE -> postgresType.equals("date");
            case DATETIME -> postgresType.equals("timestamptz");
        };
    }

    /**
     * String, Long, BigDecimal, LocalDate or Instant, as the type is.
     *
     * @param text as PostgreSQL writes the value
     * @throws ArithmeticException, DateTimeException or NumberFormatException for what is no such value
     */
    public Object read(String text) {
        return switch (this) {
            case TEXT, CODE, PHONE -> text;
            case INTEGER, DURATION -> whole(text);
            case DECIMAL, MONEY, PERCENT -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text.length() > DAY_LENGTH ? text.substring(0, DAY_LENGTH) : text);
            case DATETIME -> TimeText.instant(text);
        };
    }

    /** Without what stands behind the point, as the driver reads it. */
    private static long whole(String text) {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0
                ? Long.parseLong(text)
                : new BigDecimal(text).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /** The value as a CSV field before quoting; "" for no value. Money has two decimals or as many as it needs. */
    public String csv(@Nullable Object value, ZoneId zone, CsvTimes times) {
        if (value == null) {
            return "";
        }
        return switch (this) {
            case TEXT, CODE, PHONE -> (String) value;
            case INTEGER, DURATION, DATE -> value.toString();
            case DECIMAL -> atLeast((BigDecimal) value, 0).toPlainString();
            case MONEY -> atLeast((BigDecimal) value, 2).toPlainString();
            case PERCENT ->
                ((BigDecimal) value).setScale(4, RoundingMode.HALF_UP).toPlainString();
            case DATETIME -> (times == CsvTimes.LOCAL ? LOCAL_TIME : TIME).format(((Instant) value).atZone(zone));
        };
    }

    /**
     * What {@link #csv} wrote; null for "".
     *
     * @throws RuntimeException if it never wrote this
     */
    @Nullable public Object ofCsv(String field, ZoneId zone) {
        if (field.isEmpty()) {
            return null;
        }
        return switch (this) {
            case TEXT, CODE -> CsvReport.unspaced(CsvReport.fused(field));
            case PHONE -> CsvReport.unspaced(field);
            case INTEGER, DURATION -> Long.valueOf(field);
            case DECIMAL, MONEY, PERCENT -> new BigDecimal(field);
            case DATE -> LocalDate.parse(field);
            case DATETIME ->
                field.indexOf('T') < 0
                        ? LocalDateTime.parse(field, LOCAL_TIME).atZone(zone).toInstant()
                        : OffsetDateTime.parse(field).toInstant();
        };
    }

    private static BigDecimal atLeast(BigDecimal number, int decimals) {
        var trimmed = number.stripTrailingZeros();
        return trimmed.scale() < decimals ? trimmed.setScale(decimals, RoundingMode.UNNECESSARY) : trimmed;
    }
}
