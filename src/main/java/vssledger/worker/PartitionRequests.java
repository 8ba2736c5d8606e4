package vssledger.worker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.ThisProcess;
import vssledger.platform.db.SessionSettings;

/**
 * Asks for workers elsewhere to take partitions, by NOTIFY of PostgreSQL. Which partitions there are stands in the table alone, so a
 * request that is lost, comes twice or comes late does no harm.
 */
@Component
class PartitionRequests implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PartitionRequests.class);
    private static final String CHANNEL = "vss_partitions";
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    /** After which the connection is asked whether it is still there. */
    private static final int SILENCE_MS = 30_000;

    private static final int ANSWER_SECONDS = 5;

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private volatile @Nullable Connection connection;
    private volatile boolean isStopped;

    PartitionRequests(JdbcClient jdbc, JdbcConnectionDetails database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** To all that listen, once the caller's transaction is committed. */
    void send() {
        jdbc.sql("SELECT pg_notify(:channel, '')")
                .param("channel", CHANNEL)
                .query((row, n) -> true)
                .single();
    }

    /** Begins to listen, for as long as this process lives. Calls at requests, and whenever it listens again after the database was away. */
    void listen(Runnable called) {
        var thread = new Thread(() -> listenUntilStopped(called), "partition-requests");
        thread.setDaemon(true);
        thread.start();
    }

    private void listenUntilStopped(Runnable called) {
        while (!isStopped) {
            try (var opened = open()) {
                connection = opened;
                called.run(); // what was asked for before it listened
                while (!isStopped) {
                    if (hasRequest(opened)) {
                        called.run();
                    }
                }
            } catch (SQLException e) { // the worker tells that the database is away
                log.debug("Requests are not heard", e);
                LockSupport.parkNanos(UNTIL_NEXT_TRY.toNanos());
            }
        }
    }

    /** Waits for one; false after a while without any. */
    private static boolean hasRequest(Connection opened) throws SQLException {
        if (opened.unwrap(PGConnection.class).getNotifications(SILENCE_MS).length > 0) {
            return true;
        }
        if (!opened.isValid(ANSWER_SECONDS)) {
            throw new SQLException("The connection does not answer");
        }
        return false;
    }

    /** One of its own, beside the pool. */
    private Connection open() throws SQLException {
        var properties = new Properties();
        properties.put("user", String.valueOf(database.getUsername()));
        properties.put("password", String.valueOf(database.getPassword()));
        properties.put("ApplicationName", ThisProcess.TOKEN);
        properties.put("tcpKeepAlive", "true");
        var opened = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (var statement = opened.createStatement()) {
            statement.execute(SessionSettings.sql());
            statement.execute("LISTEN " + CHANNEL);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void destroy() throws SQLException {
        isStopped = true;
        var open = connection;
        if (open != null) {
            open.close();
        }
    }
}
