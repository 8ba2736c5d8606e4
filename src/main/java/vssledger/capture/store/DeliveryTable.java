package vssledger.capture.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.db.Columns;
import vssledger.platform.db.SqlFiles;

/** Writes batches into {@code capture.delivery}, and what no JSON column can hold into {@code capture.rejected}. */
@Component
public class DeliveryTable {

    private static final Columns<byte[]> BODY = Columns.<byte[]>none().json("body", body -> body);

    private static final Columns<ReceivedDelivery> ARRIVAL = Columns.<ReceivedDelivery>none()
            .time("received_at", row -> row.arrival().receivedAt())
            .text("product", row -> row.arrival().productCode())
            .text("source", row -> row.arrival().source().code())
            .text("remote_addr", row -> row.arrival().remoteAddress());

    /** As {@code batch.sql} unnests them. */
    private static final Columns<ReceivedDelivery> DELIVERY = ARRIVAL.json("body", ReceivedDelivery::body)
            .time("arrived_at", row -> row.arrival().arrivedAt());

    private static final Columns<ReceivedDelivery> REJECTED =
            ARRIVAL.bytes("body", ReceivedDelivery::body).text("reason", ReceivedDelivery::rejection);

    private final String insert;

    DeliveryTable(SqlFiles sql) {
        this.insert = sql.load("capture/batch.sql");
    }

    /**
     * Stores a batch: in one statement, or, where PostgreSQL refuses a body as JSON, row by row with that one rejected.
     * Committed when this returns, if the connection commits by itself.
     *
     * @return which of its deliveries are rejected now
     * @throws SQLException if the database cannot; whether the batch is stored may be unknown then
     */
    public BitSet store(Connection connection, DeliveryBatch batch) throws SQLException {
        var alone = connection.getAutoCommit();
        var before = alone ? null : connection.setSavepoint();
        try {
            insert(connection, batch);
            return new BitSet();
        } catch (SQLException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            if (before != null) {
                connection.rollback(before);
                return storeSingly(connection, batch);
            }
            return inTransaction(connection, batch);
        }
    }

    private BitSet inTransaction(Connection connection, DeliveryBatch batch) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var refused = storeSingly(connection, batch);
            connection.commit();
            return refused;
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Which bodies are refused is tried out one by one; then the batch is stored whole, under its own id. */
    private BitSet storeSingly(Connection connection, DeliveryBatch batch) throws SQLException {
        var refused = new BitSet();
        var items = new ArrayList<ReceivedDelivery>(batch.items().size());
        for (var item : batch.items()) {
            var reason = item.isDelivery() ? refusal(connection, item.body()) : null;
            if (reason != null) {
                refused.set(items.size());
            }
            items.add(reason == null ? item : item.rejected("PostgreSQL does not take it as JSON: " + reason));
        }
        insert(connection, new DeliveryBatch(batch.id(), items));
        return refused;
    }

    private static @Nullable String refusal(Connection connection, byte[] body) throws SQLException {
        var before = connection.setSavepoint();
        try (var cast = connection.prepareStatement("SELECT json_typeof(unnest(?::json[]))")) {
            cast.setArray(1, BODY.arrays(connection, List.of(body)).get(0));
            cast.execute();
            connection.releaseSavepoint(before);
            return null;
        } catch (SQLException e) {
            connection.rollback(before);
            if (!isRefusal(e)) {
                throw e;
            }
            return firstLine(e);
        }
    }

    private void insert(Connection connection, DeliveryBatch batch) throws SQLException {
        var deliveries =
                batch.items().stream().filter(ReceivedDelivery::isDelivery).toList();
        var rejected = batch.items().stream().filter(item -> !item.isDelivery()).toList();
        try (var statement = connection.prepareStatement(insert)) {
            var parameter = 1;
            statement.setObject(parameter++, batch.id());
            for (var array : DELIVERY.arrays(connection, deliveries)) {
                statement.setArray(parameter++, array);
            }
            for (var array : REJECTED.arrays(connection, rejected)) {
                statement.setArray(parameter++, array);
            }
            statement.execute();
        }
    }

    /** Class 22, a value that the type does not take, and 54, one nested deeper than the server's stack. */
    public static boolean isRefusal(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("54"));
    }

    public static String firstLine(SQLException e) {
        var message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }
}
