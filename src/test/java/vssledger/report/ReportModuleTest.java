package vssledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.Snapshots;
import vssledger.platform.db.SqlFiles;
import vssledger.testing.TestDatabase;

/** The module as Spring puts it together. */
class ReportModuleTest {

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = Reports.class)
    static class Module {}

    @Test
    void exportsToTheConfiguredFolder(@TempDir Path home) {
        try (var db = TestDatabase.fresh()) {
            new ApplicationContextRunner()
                    .withUserConfiguration(Module.class)
                    .withPropertyValues("vss.reports.out=elsewhere")
                    .withBean(LedgerProperties.class, () -> new LedgerProperties(home, java.time.ZoneOffset.UTC, "any"))
                    .withBean("dataSource", javax.sql.DataSource.class, db::dataSource)
                    .withBean(JdbcClient.class, db::jdbc)
                    .withBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(db.dataSource()))
                    .withBean(Snapshots.class)
                    .withBean(SqlFiles.class)
                    .withBean(Clock.class, Clock::systemUTC)
                    .run(context -> {
                        var edition = context.getBean(Reports.class).export(ReportFixture.run(ReportFixture.DAY));

                        assertThat(edition.folder())
                                .isEqualTo(home.resolve("elsewhere/2026-11-20_2026-11-20/edition-1"));
                        assertThat(edition.files())
                                .hasSize(32)
                                .allSatisfy(file -> assertThat(file).exists());
                    });
        }
    }
}
