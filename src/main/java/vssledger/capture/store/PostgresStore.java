package vssledger.capture.store;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import vssledger.platform.db.SessionSettings;

/**
 * Stores batches over one connection of its own, made when it is needed and given up after any failure. Not for use by
 * several threads at once.
 */
public final class PostgresStore implements AutoCloseable {

    private static final int CONNECT_SECONDS = 3;

    /** Stored again and again, it asks for all that another would, and changes nothing. */
    private static final DeliveryBatch NOTHING = new DeliveryBatch(new UUID(0, 0), List.of());

    private final JdbcConnectionDetails database;
    private final DeliveryTable table;
    private final long patienceSeconds;
    private final String settings;
    private @Nullable Connection connection;

    /** @param patience how long the database may take over a batch */
    PostgresStore(JdbcConnectionDetails database, DeliveryTable table, Duration patience) {
        this.database = database;
        this.table = table;
        this.patienceSeconds = Math.max(1, patience.toSeconds());
        this.settings = SessionSettings.sql(Map.of(
                "statement_timeout", Long.toString(patienceSeconds * 1000), "plan_cache_mode", "force_generic_plan"));
    }

    /**
     * Committed when this returns.
     *
     * @return which of its deliveries PostgreSQL does not take as JSON, and are kept as rejected
     * @throws SQLException if not in time; the batch may be stored, or come to be, all the same
     */
    public BitSet store(DeliveryBatch batch) throws SQLException {
        var reused = connection;
        if (reused != null) {
            try {
                return store(reused, batch);
            } catch (SQLException e) {
                if (!isLostConnection(e)) {
                    throw e;
                }
            }
        }
        var opened = connect();
        connection = opened;
        return store(opened, batch);
    }

    private BitSet store(Connection open, DeliveryBatch batch) throws SQLException {
        try {
            return table.store(open, batch);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** One that the server had closed, since it was restarted or for its own reasons; not one that it is silent on. */
    private static boolean isLostConnection(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return (state.startsWith("08") || state.startsWith("57P")) && !(e.getCause() instanceof SocketTimeoutException);
    }

    /** Whether the database answers. */
    public void probe() throws SQLException {
        store(NOTHING);
    }

    /**
     * The server gives a statement up after the patience is over; where it does not even answer to that, the connection is
     * given up a second later.
     */
    private Connection connect() throws SQLException {
        var properties = new Properties();
        if (database.getUsername() != null) {
            PGProperty.USER.set(properties, database.getUsername());
        }
        if (database.getPassword() != null) {
            PGProperty.PASSWORD.set(properties, database.getPassword());
        }
        PGProperty.APPLICATION_NAME.set(properties, "vss-ledger capture");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) patienceSeconds + 1);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        var opened = new Driver().connect(database.getJdbcUrl(), properties);
        if (opened == null) {
            throw new SQLException("spring.datasource.url names no PostgreSQL database (jdbc:postgresql://…)");
        }
        try (var statement = opened.createStatement()) {
            statement.execute(settings);
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it is given up for being broken
            }
            connection = null;
        }
    }
}
