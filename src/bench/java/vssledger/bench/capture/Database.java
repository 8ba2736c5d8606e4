package vssledger.bench.capture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database of one contender.
 *
 * @param name in the server that all of them share
 */
record Database(String name, String jdbcUrl) {

    /** The columns that the ledger keeps of a delivery. */
    private static final String TABLE = """
            CREATE TABLE delivery (
                id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                received_at  timestamptz NOT NULL,
                product      text,
                source       text NOT NULL,
                remote_addr  text,
                body         json NOT NULL
            )
            """;

    Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    void makeTable() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    long count(String table) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Has what was written so far put in its place, so that it is not done while somebody else is measured. */
    void settle() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /** As libpq writes it. */
    String url() {
        return jdbcUrl.substring("jdbc:".length());
    }
}
