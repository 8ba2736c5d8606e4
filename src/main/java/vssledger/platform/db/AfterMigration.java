package vssledger.platform.db;

import java.sql.Connection;
import java.sql.SQLException;

/** Something that has to be so in the database before anybody reads it: it runs at each start, after the tables are up to date. */
@FunctionalInterface
public interface AfterMigration {

    /**
     * Brings the database to that.
     *
     * @param connection to the migrated database; the caller closes it
     * @throws SQLException if the database refuses it
     */
    void run(Connection connection) throws SQLException;
}
