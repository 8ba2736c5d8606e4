package vssledger.run;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vssledger.platform.check.Check;
import vssledger.platform.check.Finding;
import vssledger.platform.db.Migrations;

/** Whether the database has the tables of this version of the ledger. */
@Component
@Order(2)
public class MigrationsCheck implements Check {

    private final Migrations migrations;

    MigrationsCheck(Migrations migrations) {
        this.migrations = migrations;
    }

    @Override
    public String subject() {
        return "tables";
    }

    @Override
    public List<Finding> findings() {
        var database = migrations.compare();
        return List.of(
                switch (database.state()) {
                    case EMPTY -> Finding.good("The database is new; the first command makes the tables.");
                    case CURRENT -> Finding.good("Its tables are those of this version.");
                    case BEHIND ->
                        Finding.problem(
                                database.missing()
                                        + " migrations are missing: its tables are those of an older version.",
                                "Make a backup, then let any command apply them, such as: vss status");
                    case NEWER ->
                        Finding.problem(
                                "The database was made by a newer version of the ledger: it has " + database.unknown()
                                        + " migrations that this one does not know.",
                                "Upgrade this program to that version.");
                    case FOREIGN ->
                        Finding.problem(
                                "The database was made by an early version of the ledger, whose tables cannot be brought up to date.",
                                "Name a new, empty database, as src/docs/upgrade.md says.");
                });
    }
}
