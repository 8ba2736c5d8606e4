package vssledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.Product;

/** Writes facts in bulk, in the transaction of its caller, who holds the locks of the sessions. */
@Component
public class FactWriter {

    private static final String THERE = "unnest(?::date[], ?::bigint[]) AS there (business_day, delivery_id)"
            + " WHERE f.business_day = there.business_day AND f.delivery_id = there.delivery_id";

    private final JdbcTemplate jdbc;
    private final FactMonths months;
    private final FactTables tables;

    FactWriter(JdbcTemplate jdbc, FactMonths months, FactTables tables) {
        this.jdbc = jdbc;
        this.months = months;
        this.tables = tables;
    }

    /** Where the fact of a session lies. */
    public record Place(Product product, LocalDate businessDay, long deliveryId) {}

    /** Makes room for facts of these days; to be called before the transaction has written any. */
    public void makeRoom(Collection<LocalDate> businessDays) {
        months.make(businessDays);
    }

    /** Adds facts of sessions that have none. */
    public void add(Collection<SessionFact> facts) {
        if (!facts.isEmpty()) {
            jdbc.execute((ConnectionCallback<Boolean>) connection -> add(connection, facts));
        }
    }

    private boolean add(Connection connection, Collection<SessionFact> facts) throws SQLException {
        var byProduct = facts.stream()
                .collect(Collectors.groupingBy(
                        SessionFact::product, () -> new EnumMap<>(Product.class), Collectors.toList()));
        for (var product : byProduct.entrySet()) {
            tables.session(product.getKey()).copyInto(connection, FactTables.of(product.getKey()), product.getValue());
        }
        FactTables.LEG_COLUMNS.copyInto(
                connection,
                FactTables.LEG,
                facts.stream().flatMap(FactTables::legs).toList());
        FactTables.NOTE_COLUMNS.copyInto(
                connection,
                FactTables.NOTE,
                facts.stream().flatMap(FactTables::notes).toList());
        return true;
    }

    /** Removes the facts that lie there. */
    public void remove(Collection<Place> places) {
        forEachTable(places, table -> Stream.of(table, FactTables.LEG, FactTables.NOTE), "DELETE FROM %s f USING %s");
    }

    /** Notes that this parser, too, derives the facts that lie there as they are. */
    public void confirm(Collection<Place> places, int parserVersion) {
        forEachTable(
                places,
                Stream::of,
                "UPDATE %s f SET parser_version = " + parserVersion + " FROM %s AND f.parser_version <> "
                        + parserVersion);
    }

    /** Sets how many deliveries these sessions have. */
    public void recount(Map<Place, Integer> deliveryCounts) {
        deliveryCounts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((count, places) ->
                        forEachTable(places, Stream::of, "UPDATE %s f SET delivery_count = " + count + " FROM %s"));
    }

    /** Does the same to the rows of these places in each of their tables. */
    private void forEachTable(Collection<Place> places, Function<String, Stream<String>> tables, String statement) {
        places.stream()
                .collect(Collectors.groupingBy(place -> FactTables.of(place.product())))
                .forEach((productTable, there) -> tables.apply(productTable)
                        .forEach(table -> jdbc.update(connection -> {
                            var update =
                                    connection.prepareStatement(String.format(Locale.ROOT, statement, table, THERE));
                            var arrays = FactReader.PLACE.arrays(connection, there);
                            update.setArray(1, arrays.get(0));
                            update.setArray(2, arrays.get(1));
                            return update;
                        })));
    }
}
