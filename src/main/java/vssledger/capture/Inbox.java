package vssledger.capture;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes deliveries into {@code capture.delivery}, and what no JSON column can hold into {@code capture.rejected}. */
@Component
class Inbox {

    private static final String INSERT = """
            INSERT INTO capture.delivery (received_at, product, source, remote_addr, body)
            VALUES (?, ?, ?, ?, ?::json)
            """;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate nested;

    Inbox(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Keeps one delivery, either as a delivery or as rejected; durable when this returns outside of a transaction.
     *
     * @return whether it is a delivery now
     */
    boolean take(Body body, Arrival arrival) {
        var json = body.json();
        if (json.isEmpty()) {
            reject(body, String.valueOf(body.flaw()), arrival);
            return false;
        }
        try {
            nested.executeWithoutResult(status -> jdbc.update(INSERT, row(json.get(), arrival)));
            return true;
        } catch (DataAccessException e) {
            if (!isRefusedByJsonColumn(e)) {
                throw e;
            }
            reject(body, "PostgreSQL does not take it as JSON: " + firstLine(e), arrival);
            return false;
        }
    }

    /** Keeps many deliveries in their order, fast. @return how many of them are deliveries now; the others are rejected */
    int takeAll(List<Body> bodies, Arrival arrival) {
        var rows = bodies.stream()
                .flatMap(body -> body.json().stream())
                .map(json -> row(json, arrival))
                .toList();
        if (rows.size() == bodies.size()) {
            try {
                nested.executeWithoutResult(status -> jdbc.batchUpdate(INSERT, rows));
                return rows.size();
            } catch (DataAccessException e) {
                if (!isRefusedByJsonColumn(e)) {
                    throw e;
                }
            }
        }
        return (int) bodies.stream().filter(body -> take(body, arrival)).count();
    }

    void reject(Body body, String reason, Arrival arrival) {
        client.sql("""
                        INSERT INTO capture.rejected (received_at, reason, product, source, remote_addr, body)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .param(Timestamp.from(arrival.receivedAt()))
                .param(reason)
                .param(arrival.productCode())
                .param(arrival.source().code())
                .param(arrival.remoteAddress())
                .param(body.bytes())
                .update();
    }

    private static @Nullable Object[] row(String json, Arrival arrival) {
        return new Object[] {
            Timestamp.from(arrival.receivedAt()),
            arrival.productCode(),
            arrival.source().code(),
            arrival.remoteAddress(),
            json
        };
    }

    /** Class 22, a value that the type does not take, and 54, one nested deeper than the server's stack. */
    private static boolean isRefusedByJsonColumn(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("54"));
    }

    private static String firstLine(DataAccessException e) {
        var message = String.valueOf(e.getMostSpecificCause().getMessage());
        return message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }
}
