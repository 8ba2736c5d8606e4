package vssledger.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import vssledger.platform.db.EarlyDatabase;
import vssledger.platform.db.LocalPostgres;
import vssledger.platform.db.SessionSettings;

/** The clock, and the embedded database where no other is named. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseInitializationDependencyConfigurer.class)
@EnableConfigurationProperties({LedgerProperties.class, SubAccountProducts.class})
class PlatformConfiguration {

    /** Longer than any import or run holds a lock that others want. */
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(30);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * What holds for each connection of the pool: a name by which others can tell, and end, those of this process; and settings of its
     * own, with a limit for the wait for a lock ({@code vss.lock-timeout}).
     */
    @Bean
    static BeanPostProcessor connections(Environment environment) {
        var lockTimeout =
                Binder.get(environment).bind("vss.lock-timeout", Duration.class).orElse(LOCK_TIMEOUT);
        var settings = SessionSettings.sql(Map.of("lock_timeout", Long.toString(lockTimeout.toMillis())));
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.addDataSourceProperty("ApplicationName", ThisProcess.TOKEN);
                    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
                    pool.setConnectionInitSql(
                            pool.getConnectionInitSql() == null
                                    ? settings
                                    : settings + ";" + pool.getConnectionInitSql());
                }
                return bean;
            }
        };
    }

    /** No {@code spring.datasource.url}: the ledger brings its own PostgreSQL. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    static class Embedded {

        @Bean
        LocalPostgres localPostgres(LedgerProperties ledger, ObjectProvider<EarlyDatabase> early) {
            var starting = early.getIfAvailable();
            return starting == null ? LocalPostgres.open(ledger.resolve(Path.of("var"))) : starting.take();
        }

        @Bean
        JdbcConnectionDetails embeddedDatabase(LocalPostgres postgres, LedgerProperties ledger) {
            var url = postgres.url(ledger.database());
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return url;
                }

                @Override
                public String getUsername() {
                    return "postgres";
                }

                @Override
                public String getPassword() {
                    return "";
                }
            };
        }
    }
}
