package vssledger.report.xlsx.part;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ColumnType;
import vssledger.report.query.ZoneClock;
import vssledger.report.xlsx.TableSheet;

/** PhoneNumberView as the XML of a sheet has them. Times are days since the end of 1899, durations days: Excel knows no other. */
final class SheetNumbers {

    /** Durations shorter than this many seconds, which are nearly all, are worked out once. */
    private static final int SHORT = 3_600;

    private final ZoneClock times;
    private final @Nullable String[] durations = new String[SHORT];
    private LocalDate day = LocalDate.MIN;
    private String dayText = "";

    SheetNumbers(ZoneId zone) {
        this.times = new ZoneClock(zone);
    }

    /** A value of a type that is no text. */
    String text(ColumnType type, Object value) {
        return switch (type) {
            case INTEGER -> value.toString();
            case DURATION -> duration((Long) value);
            case DECIMAL, MONEY, PERCENT -> ((BigDecimal) value).toPlainString();
            case DATE -> day((LocalDate) value);
            case DATETIME -> time((Instant) value);
            case TEXT, CODE, PHONE -> throw new IllegalArgumentException("Text is no number");
        };
    }

    private String duration(long seconds) {
        if (seconds < 0 || seconds >= SHORT) {
            return Double.toString((double) seconds / TableSheet.SECONDS_A_DAY);
        }
        var known = durations[(int) seconds];
        if (known == null) {
            known = Double.toString((double) seconds / TableSheet.SECONDS_A_DAY);
            durations[(int) seconds] = known;
        }
        return known;
    }

    private String day(LocalDate value) {
        if (!value.equals(day)) {
            day = value;
            dayText = Double.toString(DateUtil.getExcelDate(value));
        }
        return dayText;
    }

    private String time(Instant value) {
        var offset = ZoneOffset.ofTotalSeconds(times.offset(value.getEpochSecond()));
        var local = LocalDateTime.ofEpochSecond(value.getEpochSecond(), value.getNano(), offset);
        return Double.toString(DateUtil.getExcelDate(local));
    }
}
