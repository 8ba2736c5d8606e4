package vssledger.platform.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.stereotype.Component;

/** Whatever needs the tables waits for this bean: it brings them up to date once the database is one that the ledger can work with. */
@Component
@ConditionalOnProperty(name = "spring.flyway.enabled", havingValue = "true", matchIfMissing = true)
class MigrationAtStart implements InitializingBean {

    private final DatabaseTerms terms;
    private final Migrations migrations;
    private final List<AfterMigration> afterwards;
    private final DataSource dataSource;

    MigrationAtStart(
            DatabaseTerms terms, Migrations migrations, List<AfterMigration> afterwards, DataSource dataSource) {
        this.terms = terms;
        this.migrations = migrations;
        this.afterwards = afterwards;
        this.dataSource = dataSource;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        terms.require();
        migrations.migrate();
        try (var connection = dataSource.getConnection()) {
            for (var one : afterwards) {
                one.run(connection);
            }
        }
    }

    /** Tells Spring Boot which bean the users of the database wait for. Named in {@code META-INF/spring.factories}. */
    static final class Detector extends AbstractBeansOfTypeDatabaseInitializerDetector {

        @Override
        protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
            return Set.of(MigrationAtStart.class);
        }
    }
}
