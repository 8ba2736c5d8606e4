package vssledger.expected.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.AmountEvidence.Seen;

/** What all rows of a file tell together, gone through once: of its numbers and dates, of rows that are none of its lines, of its sums. */
final class RowScan {

    /** What people and spreadsheets write before a sum. */
    private static final Pattern TOTAL =
            Pattern.compile("(?iU)(?:grand|sub)?[\\s-]*total(?:s|e|en|es)?\\b.*|sum\\b.*|summe\\b.*|gesamt.*"
                    + "|insgesamt.*|totaal.*|somme\\b.*|suma\\b.*|итого.*|jumlah.*|tổng.*|合计.*|合計.*|总计.*|總計.*|รวม.*");

    private static final int SHOWN = 3;

    private final List<String> header;
    private final ColumnRoles columns;
    private final Map<DecimalMark, Map<Integer, BigDecimal>> sums = new EnumMap<>(DecimalMark.class);
    private final List<Row> shown = new ArrayList<>();
    private final List<Row> tail = new ArrayList<>();
    private final AmountEvidence amounts = new AmountEvidence();
    private final DateEvidence dates = new DateEvidence();
    private final boolean[] isNumber;
    private final boolean[] isSummed;
    private final boolean[] isTime;
    private final boolean[] isId;
    private @Nullable Seen shortened;
    private long lines;
    private long empty;

    /**
     * A row of the file.
     *
     * @param line number of its first line, from 1
     */
    record Row(long line, List<String> fields) {}

    RowScan(List<String> header, ColumnRoles columns) {
        this.header = header;
        this.columns = columns;
        isNumber = having(columns.numbers());
        isSummed = having(columns.summed());
        isTime = having(columns.times());
        isId = having(columns.ids());
        Arrays.stream(DecimalMark.values()).forEach(mark -> sums.put(mark, new HashMap<>()));
    }

    private boolean[] having(Set<String> names) {
        var having = new boolean[header.size()];
        for (var i = 0; i < having.length; i++) {
            having[i] = names.contains(ColumnRoles.plain(header.get(i)));
        }
        return having;
    }

    void add(Row row) {
        if (row.fields().stream().allMatch(String::isBlank)) {
            empty++;
        } else if (isNoLine(row)) {
            tail.add(row);
        } else {
            tail.forEach(this::addLine); // of which none was the last, after all
            tail.clear();
            addLine(row);
        }
    }

    /** Whether it is a total or a remark, provided that no line follows. */
    private boolean isNoLine(Row row) {
        var fields = row.fields();
        var isTimed = false;
        var said = 0;
        String first = null;
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i).isBlank()) {
                continue;
            }
            said++;
            first = first == null ? fields.get(i).strip() : first;
            isTimed |= i < isTime.length && isTime[i];
        }
        return !isTimed
                && first != null
                && (TOTAL.matcher(first).matches() || isOnlyNumbers(fields) || (said == 1 && first.indexOf(' ') > 0));
    }

    private boolean isOnlyNumbers(List<String> fields) {
        for (var i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isBlank() && (i >= isNumber.length || !isNumber[i])) {
                return false;
            }
        }
        return true;
    }

    private void addLine(Row row) {
        lines++;
        if (shown.size() < SHOWN) {
            shown.add(row);
        }
        for (var i = 0; i < Math.min(row.fields().size(), header.size()); i++) {
            var value = row.fields().get(i).strip();
            if (value.isEmpty()) {
                continue;
            }
            if (isNumber[i]) {
                amounts.add(row.line(), header.get(i), value);
            }
            if (isTime[i]) {
                dates.add(row.line(), header.get(i), value);
            }
            if (isSummed[i]) {
                addUp(i, value);
            }
            if ((isId[i] || isNumber[i]) && shortened == null && ShortenedNumber.is(value)) {
                shortened = new Seen(row.line(), header.get(i), value);
            }
        }
    }

    private void addUp(int column, String value) {
        sums.forEach((mark, sum) -> AmountEvidence.plain(value, mark)
                .ifPresent(plain -> sum.merge(column, new BigDecimal(plain), BigDecimal::add)));
    }

    List<String> header() {
        return header;
    }

    ColumnRoles columns() {
        return columns;
    }

    AmountEvidence amounts() {
        return amounts;
    }

    DateEvidence dates() {
        return dates;
    }

    /** Rows at the end that are no lines: a total, a remark. */
    List<Row> tail() {
        return tail;
    }

    /** The first lines. */
    List<Row> shown() {
        return shown;
    }

    boolean isNumber(int column) {
        return column < isNumber.length && isNumber[column];
    }

    boolean isTime(int column) {
        return column < isTime.length && isTime[column];
    }

    boolean isSummed(int column) {
        return column < isSummed.length && isSummed[column];
    }

    /** What the lines of a column add up to, with this decimal mark. */
    BigDecimal sum(int column, DecimalMark mark) {
        return sums.getOrDefault(mark, Map.of()).getOrDefault(column, BigDecimal.ZERO);
    }

    /** The first number or identifier whose digits are lost; null if there is none. */
    @Nullable Seen shortened() {
        return shortened;
    }

    long lines() {
        return lines;
    }

    /** Rows with nothing in them. */
    long empty() {
        return empty;
    }
}
