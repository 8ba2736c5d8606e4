package vssledger.workers;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.integration.jdbc.channel.PgConnectionSupplier;
import org.springframework.integration.jdbc.channel.PostgresChannelMessageTableSubscriber;
import org.springframework.integration.jdbc.channel.PostgresSubscribableChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import vssledger.platform.ThisProcess;

/** The channel of requests in the ledger's own database, told by LISTEN and NOTIFY: no broker is needed. */
@Lazy
@Configuration(proxyBeanMethods = false)
class DatabaseChannel {

    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    /** Of the trigger in {@code workers.channel_message}. */
    private static final String NOTIFIED_AS = "vss_";

    @Bean
    PostgresSubscribableChannel partitionChannel(
            JdbcChannelMessageStore partitionRequestStore, PostgresChannelMessageTableSubscriber partitionListener) {
        return new PostgresSubscribableChannel(partitionRequestStore, "partitions", partitionListener);
    }

    @Bean
    JdbcChannelMessageStore partitionRequestStore(DataSource dataSource) {
        var store = new JdbcChannelMessageStore(dataSource);
        store.setTablePrefix("workers.");
        store.setRegion("vss");
        store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
        store.addAllowedPatterns(
                StepExecutionRequest.class.getName(), "org.springframework.messaging.*", "java.lang.*", "java.util.*");
        return store;
    }

    @Bean
    PostgresChannelMessageTableSubscriber partitionListener(JdbcConnectionDetails database) {
        return new PostgresChannelMessageTableSubscriber(connections(database), NOTIFIED_AS);
    }

    /** Each a connection of its own, beside the pool; where there is none, the listener tries again after a while. */
    private static PgConnectionSupplier connections(JdbcConnectionDetails database) {
        return () -> {
            var properties = new Properties();
            properties.put("user", String.valueOf(database.getUsername()));
            properties.put("password", String.valueOf(database.getPassword()));
            properties.put("ApplicationName", ThisProcess.TOKEN);
            properties.put("tcpKeepAlive", "true");
            try {
                return DriverManager.getConnection(database.getJdbcUrl(), properties)
                        .unwrap(PgConnection.class);
            } catch (SQLException e) {
                try {
                    Thread.sleep(UNTIL_NEXT_TRY.toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw e;
            }
        };
    }
}
