package vssledger.workers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.integration.jdbc.channel.PostgresChannelMessageTableSubscriber;
import org.springframework.integration.jdbc.channel.PostgresSubscribableChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.integration.support.MessageBuilder;
import vssledger.platform.SessionSettings;
import vssledger.platform.ThisProcess;

/**
 * Requests in the ledger's own database, told by LISTEN and NOTIFY: no broker is needed. What listens is no bean, since Spring
 * would start it in each command.
 */
final class DatabaseChannel implements PartitionChannel, DisposableBean {

    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    /** Of the trigger in {@code workers.channel_message}. */
    private static final String NOTIFIED_AS = "vss_";

    private final JdbcConnectionDetails database;
    private final PostgresChannelMessageTableSubscriber listener;
    private final PostgresSubscribableChannel channel;

    DatabaseChannel(DataSource dataSource, JdbcConnectionDetails database, BeanFactory beans) {
        this.database = database;
        this.listener = new PostgresChannelMessageTableSubscriber(this::connection, NOTIFIED_AS);
        this.channel = new PostgresSubscribableChannel(store(dataSource), "partitions", listener);
        channel.setBeanName("partitions");
        channel.setBeanFactory(beans);
        channel.afterPropertiesSet();
    }

    private static JdbcChannelMessageStore store(DataSource dataSource) {
        var store = new JdbcChannelMessageStore(dataSource);
        store.setTablePrefix("workers.");
        store.setRegion("vss");
        store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
        store.addAllowedPatterns(
                StepExecutionRequest.class.getName(), "org.springframework.messaging.*", "java.lang.*", "java.util.*");
        store.afterPropertiesSet();
        return store;
    }

    @Override
    public void send(StepExecutionRequest request) {
        channel.send(MessageBuilder.withPayload(request).build());
    }

    @Override
    public void receive(Runnable called) {
        channel.subscribe(message -> called.run());
        listener.start();
    }

    /** One of its own, beside the pool; where there is none, the listener tries again after a while. */
    private PgConnection connection() throws SQLException {
        var properties = new Properties();
        properties.put("user", String.valueOf(database.getUsername()));
        properties.put("password", String.valueOf(database.getPassword()));
        properties.put("ApplicationName", ThisProcess.TOKEN);
        properties.put("tcpKeepAlive", "true");
        try {
            return prepared(DriverManager.getConnection(database.getJdbcUrl(), properties));
        } catch (SQLException e) {
            try {
                Thread.sleep(UNTIL_NEXT_TRY.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private static PgConnection prepared(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(SessionSettings.sql());
            return connection.unwrap(PgConnection.class);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void destroy() {
        listener.stop();
    }
}
