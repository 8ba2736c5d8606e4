package vssledger.report.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.definition.ReportColumn.Sum;
import vssledger.report.definition.ReportDefinition;
import vssledger.report.query.PhoneNumberView;
import vssledger.report.query.ReadableValues;

/**
 * The rows by which two editions of a report differ, as figures before and now: what has gone and what has come with the same
 * key is the same row.
 */
public final class ChangedRows {

    /**
     * One figure of a row.
     *
     * @param row what tells it from others
     * @param column null where the row as such is new or gone
     * @param before null where there was none
     * @param now null where there is none
     * @param currency of an amount; null where it has none
     */
    public record Figure(
            String row,
            @Nullable ReportColumn column,
            @Nullable Object before,
            @Nullable Object now,
            @Nullable String currency) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ReportDefinition report;
    private final char separator;
    private final ReadableValues readable;
    private final ZoneId zone;

    /**
     * Compares two editions of one report.
     *
     * @param separator of the fields in the report's CSV files
     */
    public ChangedRows(ReportDefinition report, char separator, PhoneNumberView numbers, ZoneId zone) {
        this.report = report;
        this.separator = separator;
        this.readable = new ReadableValues(report, numbers);
        this.zone = zone;
    }

    /** In the order of the rows' keys; empty where the two had other columns. */
    public Optional<List<Figure>> figures(CsvChanges lines) {
        try {
            var before = byKey(lines.removed());
            var now = byKey(lines.added());
            var keys = new TreeMap<String, Boolean>();
            before.keySet().forEach(key -> keys.put(key, true));
            now.keySet().forEach(key -> keys.put(key, true));
            var figures = new ArrayList<Figure>();
            for (var key : keys.keySet()) {
                var gone = before.getOrDefault(key, new ArrayDeque<>());
                var come = now.getOrDefault(key, new ArrayDeque<>());
                while (!gone.isEmpty() || !come.isEmpty()) {
                    tell(gone.poll(), come.poll(), figures);
                }
            }
            return Optional.of(figures);
        } catch (RuntimeException e) { // lines of another definition
            return Optional.empty();
        }
    }

    private Map<String, ArrayDeque<@Nullable Object[]>> byKey(SortedMap<String, Integer> lines) {
        var rows = new TreeMap<String, ArrayDeque<@Nullable Object[]>>();
        lines.forEach((line, times) -> {
            var values = values(line);
            var key = IntStream.range(0, values.length)
                    .filter(i -> report.isKey(report.columns().get(i)))
                    .mapToObj(i -> String.valueOf(values[i]))
                    .collect(Collectors.joining("\n"));
            for (var i = 0; i < times; i++) {
                rows.computeIfAbsent(key, k -> new ArrayDeque<>()).add(readable.of(values));
            }
        });
        return rows;
    }

    private @Nullable Object[] values(String line) {
        var fields = CsvReader.builder()
                .fieldSeparator(separator)
                .ofCsvRecord(line)
                .iterator()
                .next()
                .getFields();
        if (fields.size() != report.columns().size()) {
            throw new IllegalArgumentException("Other columns");
        }
        @Nullable Object[] values = new Object[fields.size()];
        for (var i = 0; i < values.length; i++) {
            var type = report.columns().get(i).type();
            values[i] = type.ofCsv(fields.get(i), zone);
        }
        return values;
    }

    private void tell(@Nullable Object @Nullable [] gone, @Nullable Object @Nullable [] come, List<Figure> figures) {
        var row = name(come == null ? Objects.requireNonNull(gone) : come);
        var told = figures.size();
        for (var i = 0; i < report.columns().size(); i++) {
            var column = report.columns().get(i);
            var before = gone == null ? null : gone[i];
            var now = come == null ? null : come[i];
            var isTold = (gone == null || come == null) ? column.total() instanceof Sum : !Objects.equals(before, now);
            if (isTold && !(before == null && now == null)) {
                figures.add(new Figure(row, column, before, now, currency(column, come == null ? gone : come)));
            }
        }
        var own = figures.subList(told, figures.size());
        if (!own.isEmpty() && own.stream().allMatch(ChangedRows::isShare)) {
            own.clear(); // it follows from what other rows tell
        } else if (own.isEmpty()) {
            figures.add(new Figure(row, null, gone == null ? null : "there", come == null ? null : "there", null));
        }
    }

    private @Nullable String currency(ReportColumn column, @Nullable Object @Nullable [] row) {
        return column.currency() == null || row == null ? null : (String) row[report.indexOf(column.currency())];
    }

    private String text(@Nullable Object value) {
        return value instanceof Instant time ? TIME.format(LocalDateTime.ofInstant(time, zone)) : String.valueOf(value);
    }

    private static boolean isShare(Figure figure) {
        return figure.column() != null && figure.column().type() == ColumnType.PERCENT;
    }

    private String name(@Nullable Object[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> report.isKey(report.columns().get(i)))
                .filter(i -> values[i] != null)
                .mapToObj(i -> text(values[i]))
                .collect(Collectors.joining(" · "));
    }
}
