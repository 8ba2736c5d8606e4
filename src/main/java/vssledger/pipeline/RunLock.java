package vssledger.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/**
 * The right to work on the books, which one process has at a time. PostgreSQL keeps it for as long as the holder's
 * connection lives, so it vanishes with its holder, however that ends.
 */
@Component
class RunLock {

    private static final Logger log = LoggerFactory.getLogger(RunLock.class);

    /** Any number that no other program uses for a lock in the same database. */
    private static final long KEY = 0x5653_534c_6564_6765L;

    private final DataSource dataSource;

    RunLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What the work comes to; empty where somebody else holds the lock, so that nothing was done. */
    <T> Optional<T> holding(Supplier<T> work) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            if (!call(connection, "SELECT pg_try_advisory_lock(?)")) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                release(connection);
            }
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("taking the run lock", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void release(Connection connection) {
        try {
            call(connection, "SELECT pg_advisory_unlock(?)");
        } catch (SQLException e) {
            log.debug("The connection that held the run lock was lost, and the lock with it", e);
        }
    }

    private static boolean call(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
