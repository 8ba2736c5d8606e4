package vssledger.run;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vssledger.platform.UserException;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;

/** Whether the database has the tables of this version of the ledger. */
@Component
@Order(2)
public class MigrationsCheck implements Check {

    private final DataSource dataSource;
    private final List<JavaMigration> migrations;
    private final Environment settings;

    MigrationsCheck(DataSource dataSource, List<JavaMigration> migrations, Environment settings) {
        this.dataSource = dataSource;
        this.migrations = migrations;
        this.settings = settings;
    }

    @Override
    public String subject() {
        return "tables";
    }

    /**
     * Looks whether this program knows all that the database went through.
     *
     * @throws UserException if the database was made by a newer version of the ledger
     */
    public void requireNotNewer() {
        if (newer(info()) > 0) {
            throw new UserException(
                    "The database was made by a newer version of the ledger. Upgrade this program to that version;"
                            + " nothing was changed.");
        }
    }

    private MigrationInfoService info() {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(settings.getRequiredProperty("spring.flyway.locations"))
                .table(settings.getRequiredProperty("spring.flyway.table"))
                .defaultSchema(settings.getRequiredProperty("spring.flyway.default-schema"))
                .javaMigrations(migrations.toArray(JavaMigration[]::new))
                .load()
                .info();
    }

    private static long newer(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .count();
    }

    @Override
    public List<Finding> findings() {
        var info = info();
        var newer = newer(info);
        if (newer > 0) {
            return List.of(Finding.problem(
                    "The database was made by a newer version of the ledger: it has " + newer
                            + " migrations that this one does not know.",
                    "Upgrade this program to that version."));
        }
        if (info.applied().length == 0) {
            return List.of(Finding.good("The database is new; the first command makes the tables."));
        }
        var pending = info.pending().length;
        return List.of(
                pending == 0
                        ? Finding.good("Its tables are those of this version.")
                        : Finding.problem(
                                pending + " migrations are missing: its tables are those of an older version.",
                                "Make a backup, then let any command apply them, such as: vss status"));
    }
}
