package vssledger.bench.parse;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Makes the month of the facts that all contenders write to, but the ledger, which makes it by itself. */
final class Rooms {

    private Rooms() {}

    static void make(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var table : List.of("fact.ivr_session", "fact.call_leg")) {
                statement.execute("CREATE TABLE " + table + "_2026_03 PARTITION OF " + table
                        + " FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')");
            }
        }
    }
}
