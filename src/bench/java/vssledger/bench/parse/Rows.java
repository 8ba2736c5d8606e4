package vssledger.bench.parse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What PostgreSQL alone takes for the rows that the ledger writes: they are parsed before, put aside in its own binary format,
 * and only their COPY into the emptied tables, with the same keys, in two sessions, is timed. Nothing is read from the inbox,
 * nothing is parsed, no duplicate is looked for.
 */
final class Rows implements Contender {

    private static final int SESSIONS = 2;
    private static final List<String> TABLES =
            List.of("parse.outcome", "fact.ivr_session", "fact.call_leg", "fact.session_note");

    @Override
    public void parse(String url) throws Exception {
        new Ledger().parse(url);
        var folder = Files.createTempDirectory("parse-bench-rows");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                for (var session = 0; session < SESSIONS; session++) {
                    statement.execute("COPY (SELECT * FROM " + table + " WHERE delivery_id / 3000 % " + SESSIONS + " = "
                            + session + " ORDER BY delivery_id) TO '" + file(folder, table, session)
                            + "' (FORMAT binary)");
                }
            }
            statement.execute("TRUNCATE " + String.join(", ", TABLES));
            statement.execute("CHECKPOINT");
        }
        var sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            Running.time(() -> {
                var all = new ArrayList<Future<?>>();
                for (var session = 0; session < SESSIONS; session++) {
                    var number = session;
                    all.add(sessions.submit(() -> {
                        copy(url, folder, number);
                        return null;
                    }));
                }
                for (var one : all) {
                    one.get();
                }
            });
        } finally {
            sessions.shutdown();
        }
    }

    private static void copy(String url, Path folder, int session) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.execute("COPY " + table + " FROM '" + file(folder, table, session) + "' (FORMAT binary)");
            }
        }
    }

    private static Path file(Path folder, String table, int session) {
        return folder.resolve(table + "." + session);
    }
}
