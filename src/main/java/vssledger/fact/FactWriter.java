package vssledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vssledger.platform.Product;

/** Writes facts in bulk, in the transaction of its caller, who holds the locks of the sessions. */
@Component
public class FactWriter {

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
        byTable(places)
                .forEach((table, there) -> jdbc.batchUpdate(
                        "DELETE FROM " + table + " WHERE business_day = ? AND delivery_id = ?",
                        there.stream().map(FactWriter::parameters).toList()));
    }

    /** Sets how many deliveries these sessions have. */
    public void recount(Map<Place, Integer> deliveryCounts) {
        deliveryCounts.entrySet().stream()
                .collect(Collectors.groupingBy(e -> FactTables.of(e.getKey().product())))
                .forEach((table, counts) -> jdbc.batchUpdate(
                        "UPDATE " + table + " SET delivery_count = ?" + " WHERE business_day = ? AND delivery_id = ?",
                        counts.stream()
                                .map(e -> Stream.concat(
                                                Stream.of((Object) e.getValue()), Stream.of(parameters(e.getKey())))
                                        .toArray())
                                .toList()));
    }

    /** Notes that this parser, too, derives the facts that lie there as they are. */
    public void confirm(Collection<Place> places, int parserVersion) {
        places.stream()
                .collect(Collectors.groupingBy(place -> FactTables.of(place.product())))
                .forEach((table, there) -> jdbc.batchUpdate(
                        "UPDATE " + table + " SET parser_version = " + parserVersion
                                + " WHERE business_day = ? AND delivery_id = ? AND parser_version <> " + parserVersion,
                        there.stream().map(FactWriter::parameters).toList()));
    }

    private static Map<String, List<Place>> byTable(Collection<Place> places) {
        return places.stream()
                .flatMap(place -> Stream.of(FactTables.of(place.product()), FactTables.LEG, FactTables.NOTE)
                        .map(table -> Map.entry(table, place)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Object[] parameters(Place place) {
        return new Object[] {place.businessDay(), place.deliveryId()};
    }
}
