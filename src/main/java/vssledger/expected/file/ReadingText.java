package vssledger.expected.file;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.AmountEvidence.Seen;
import vssledger.platform.text.Timestamps;

/** How a file is read, in words for whoever has to say whether that is right. Phone numbers are not among them. */
final class ReadingText {

    private static final DateTimeFormatter SPELLED_OUT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH);

    /** A total that a spreadsheet has computed differs by that from the exact one. */
    private static final BigDecimal COMPUTED = new BigDecimal("0.000000001");

    private static final int DAY = "2026-11-20".length();

    private final FileReading reading;
    private final RowScan rows;
    private final List<String> text = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<String> concerns = new ArrayList<>();

    /**
     * Two ways to read something.
     *
     * @param options of the command, one for each way
     */
    record Choice(String question, List<String> options) {}

    ReadingText(FileReading reading) {
        this.reading = reading;
        this.rows = reading.rows();
        layout();
        numbers();
        dates();
        leftOut();
        rows.shown().forEach(this::line);
    }

    /** A line for each thing; what is of concern last. */
    String text() {
        return Stream.concat(text.stream(), concerns.stream().map(concern -> "  look!      " + concern))
                .collect(Collectors.joining("\n"));
    }

    /** What only a person knows. */
    List<Choice> choices() {
        return choices;
    }

    /** What has to be seen before the file is taken, whatever was said beforehand. */
    List<String> concerns() {
        return concerns;
    }

    private void say(String about, String what) {
        text.add("  " + about + " ".repeat(11 - about.length()) + what);
    }

    private void layout() {
        say(
                "file",
                (reading.workbook()
                                ? "first sheet of a workbook"
                                : "columns separated by " + separator()
                                        + (reading.separatorLine() ? ", as its first line says" : "") + ", text in "
                                        + reading.charset().name()
                                        + (reading.charset().equals(RawFile.WINDOWS)
                                                ? " (a guess: it is no UTF-8)"
                                                : ""))
                        + ", header in line " + reading.headerLine() + ", " + rows.lines()
                        + (rows.lines() == 1 ? " line" : " lines"));
    }

    private String separator() {
        return switch (reading.separator()) {
            case '\t' -> "tab";
            default -> "\"" + reading.separator() + "\"";
        };
    }

    private void numbers() {
        var amounts = rows.amounts();
        var decimal = reading.decimal();
        if (decimal == null) {
            var withComma = amounts.ofEither(DecimalMark.COMMA);
            var either = withComma == null ? Objects.requireNonNull(amounts.ofEither(DecimalMark.POINT)) : withComma;
            choices.add(new Choice(
                    "Numbers: " + either + " is "
                            + AmountEvidence.plain(either.value(), DecimalMark.COMMA)
                                    .orElse("") + " with a decimal comma and "
                            + AmountEvidence.plain(either.value(), DecimalMark.POINT)
                                    .orElse("")
                            + " with a decimal point, and no other number tells. Say --decimal comma or --decimal point.",
                    List.of("--decimal comma", "--decimal point")));
            return;
        }
        if (!amounts.isPlain()) {
            var shown = decimal == DecimalMark.COMMA ? amounts.ofComma() : amounts.ofPoint();
            say("numbers", "with a decimal " + decimal.name().toLowerCase(Locale.ROOT) + because(shown));
        }
        var grouped = amounts.ofEither(decimal == DecimalMark.COMMA ? DecimalMark.POINT : DecimalMark.COMMA);
        if (grouped != null) {
            concerns.add(grouped + " is read as "
                    + AmountEvidence.plain(grouped.value(), decimal).orElse("")
                    + ", since the other numbers have a decimal "
                    + decimal.name().toLowerCase(Locale.ROOT)
                    + ". Look whether it is that much.");
        }
    }

    private static String because(@Nullable Seen seen) {
        return seen == null ? "" : ", as in " + seen;
    }

    private void dates() {
        var dates = rows.dates();
        var order = reading.dates();
        if (order == null) {
            var either = Objects.requireNonNull(dates.ofEither());
            choices.add(new Choice(
                    "Dates: " + either + " is " + spelledOut(either, DateOrder.DMY) + " or "
                            + spelledOut(either, DateOrder.MDY)
                            + ", and no other date tells. Say --dates dmy or --dates mdy.",
                    List.of("--dates dmy", "--dates mdy")));
        } else if (dates.ofName() != null && !dates.hasOrder()) {
            say("dates", "with the name of the month, as in " + dates.ofName());
        } else if (!dates.isPlain()) {
            say("dates", order.inWords() + because(order == DateOrder.MDY ? dates.ofMonthFirst() : dates.ofDayFirst()));
        }
        if (dates.withoutSeconds() != null) {
            say("times", dates.withoutSeconds() + " has no seconds; they are read as :00");
        }
    }

    private void leftOut() {
        if (reading.titles() > 0) {
            say("left out", reading.titles() + (reading.titles() == 1 ? " row" : " rows") + " above the header");
        }
        if (rows.empty() > 0) {
            say("left out", rows.empty() + (rows.empty() == 1 ? " empty row" : " empty rows"));
        }
        for (var row : rows.tail()) {
            var said = row.fields().stream().filter(field -> !field.isBlank()).collect(Collectors.joining(" "));
            say("left out", "line " + row.line() + ", a total or a remark: " + Excerpt.of(said, 60));
            totals(row);
        }
    }

    /** What a total row says, against what the lines add up to. */
    private void totals(RowScan.Row row) {
        var decimal = reading.decimal();
        for (var i = 0; decimal != null && i < row.fields().size(); i++) {
            var stated =
                    rows.isSummed(i) ? AmountEvidence.plain(row.fields().get(i), decimal) : Optional.<String>empty();
            if (stated.isEmpty()) {
                continue;
            }
            var column = rows.header().get(i);
            var sum = rows.sum(i, decimal);
            if (new BigDecimal(stated.get()).subtract(sum).abs().compareTo(COMPUTED) < 0) {
                say("total", column + " " + stated.get() + ", as the lines add up to");
            } else {
                concerns.add("Line " + row.line() + " says that " + column + " is " + stated.get()
                        + " in total, and the lines add up to " + sum.toPlainString() + ". Lines may be missing.");
            }
        }
    }

    private void line(RowScan.Row row) {
        var understood = IntStream.range(
                        0, Math.min(row.fields().size(), rows.header().size()))
                .filter(i -> !row.fields().get(i).isBlank() && (rows.isNumber(i) || rows.isTime(i)))
                .mapToObj(i -> understood(i, row.fields().get(i).strip()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        if (!understood.isEmpty()) {
            say("line " + row.line(), understood);
        }
    }

    private String understood(int column, String value) {
        var name = rows.header().get(column);
        if (rows.isTime(column)) {
            return reading.dates() == null ? "" : name + " " + spelledOut(reading.plain(column, value));
        }
        return reading.decimal() == null ? "" : name + " " + reading.plain(column, value);
    }

    private static String spelledOut(Seen date, DateOrder order) {
        return DateEvidence.plain(date.value(), order)
                .map(plain -> spelledOut(plain.length() > DAY ? plain : plain + " 00:00"))
                .orElse("no date");
    }

    private static String spelledOut(String time) {
        return Timestamps.parse(time)
                .map(instant -> SPELLED_OUT.format(instant.atOffset(ZoneOffset.UTC)))
                .orElse("\"" + Excerpt.of(time, 40) + "\", which is no time");
    }
}
