package vssledger.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the tables hold, or would hold, of one session: cell by cell, so that two of them can be compared. */
public final class FactValues {

    /** By which parser it was derived is no part of what is told. */
    private static final String PARSER = "parser_version";

    /** @param row which of several rows of a session: the letter of a leg, the place of a note */
    private record Cell(String table, String column, String row) {}

    private final Map<Cell, Object> cells = new HashMap<>();

    /** Adds a row of a table. */
    FactValues with(String table, String row, Map<String, @Nullable Object> values) {
        values.forEach((column, value) -> {
            if (value != null && !column.equals(PARSER)) {
                cells.put(new Cell(table, column, row), comparable(value));
            }
        });
        return this;
    }

    /** The columns, as {@code call_leg.source}, in which they differ. */
    public SortedSet<String> differencesTo(FactValues others) {
        var names = new TreeSet<String>();
        addDifferences(others, names);
        others.addDifferences(this, names);
        return names;
    }

    private void addDifferences(FactValues others, SortedSet<String> names) {
        cells.forEach((cell, value) -> {
            if (!Objects.equals(value, others.cells.get(cell))) {
                names.add(cell.table() + "." + cell.column());
            }
        });
    }

    /** As PostgreSQL gives it back: times in whole microseconds, numbers by their value. */
    private static Object comparable(Object value) {
        if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
