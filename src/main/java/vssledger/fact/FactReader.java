package vssledger.fact;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.fact.FactWriter.Place;
import vssledger.platform.db.Columns;

/** Tells what is stored of sessions, and what would be of others, so that the two can be compared. */
@Component
public class FactReader {

    private static final String SESSION = "session";
    private static final String LEG = "call_leg";
    private static final String NOTE = "session_note";

    static final Columns<Place> PLACE =
            Columns.<Place>none().date("business_day", Place::businessDay).bigint("delivery_id", Place::deliveryId);

    private final JdbcTemplate jdbc;
    private final FactTables tables;

    FactReader(JdbcTemplate jdbc, FactTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** What would be stored. */
    public FactValues of(SessionFact fact) {
        var values = new FactValues()
                .with(
                        SESSION,
                        fact.product().code(),
                        tables.session(fact.product()).valuesOf(fact));
        FactTables.legs(fact).forEach(leg -> values.with(LEG, leg.leg().leg(), FactTables.LEG_COLUMNS.valuesOf(leg)));
        FactTables.notes(fact).map(FactTables.NOTE_COLUMNS::valuesOf).forEach(note -> addNote(values, note));
        return values;
    }

    /** What is stored, by the delivery that it is made of. */
    public Map<Long, FactValues> stored(Collection<Place> places) {
        return Objects.requireNonNull(
                jdbc.execute((ConnectionCallback<Map<Long, FactValues>>) connection -> stored(connection, places)));
    }

    private Map<Long, FactValues> stored(Connection connection, Collection<Place> places) throws SQLException {
        var stored = new HashMap<Long, FactValues>();
        places.forEach(place -> stored.put(place.deliveryId(), new FactValues()));
        var byProduct = places.stream().collect(Collectors.groupingBy(Place::product));
        for (var product : byProduct.entrySet()) {
            var columns = tables.session(product.getKey());
            read(
                    connection,
                    FactTables.of(product.getKey()),
                    columns,
                    product.getValue(),
                    row -> of(row, stored).with(SESSION, product.getKey().code(), columns.valuesOf(row)));
        }
        var all = List.copyOf(places);
        read(
                connection,
                FactTables.LEG,
                FactTables.LEG_COLUMNS,
                all,
                row -> of(row, stored).with(LEG, row.getString("leg"), FactTables.LEG_COLUMNS.valuesOf(row)));
        read(
                connection,
                FactTables.NOTE,
                FactTables.NOTE_COLUMNS,
                all,
                row -> addNote(of(row, stored), FactTables.NOTE_COLUMNS.valuesOf(row)));
        return stored;
    }

    @FunctionalInterface
    private interface EachRow {
        void take(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String table, Columns<?> columns, List<Place> places, EachRow each)
            throws SQLException {
        var sql = "SELECT " + columns.names()
                + " FROM unnest(?::date[], ?::bigint[]) AS wanted (business_day, delivery_id)" + " JOIN " + table
                + " USING (business_day, delivery_id)";
        try (var statement = connection.prepareStatement(sql)) {
            var arrays = PLACE.arrays(connection, places);
            statement.setArray(1, arrays.get(0));
            statement.setArray(2, arrays.get(1));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }

    private static FactValues of(ResultSet row, Map<Long, FactValues> stored) throws SQLException {
        return Objects.requireNonNull(stored.get(row.getLong("delivery_id")));
    }

    /** A note is told by its code: who gained it, or lost it, differs in that. */
    private static void addNote(FactValues values, Map<String, @Nullable Object> note) {
        var place = note.get("field") + ": " + note.get("value");
        values.with(NOTE, place, Map.of(String.valueOf(note.get("code")), true));
    }
}
