package vssledger.bench.capture;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** The ceiling of the database itself: two connections that insert a thousand rows at a time, and no HTTP. */
final class BulkInserts {

    private static final int ROWS = 1000;

    private BulkInserts() {}

    /** Rows a second. */
    static double measure(Database database, int seconds) throws InterruptedException {
        var rows = new AtomicLong();
        var until = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new Thread[2];
        for (var n = 0; n < threads.length; n++) {
            threads[n] = new Thread(() -> insert(database, until, rows));
            threads[n].start();
        }
        for (var thread : threads) {
            thread.join();
        }
        return rows.get() / (double) seconds;
    }

    private static void insert(Database database, long until, AtomicLong rows) {
        var bodies = new String[ROWS];
        for (var i = 0; i < ROWS; i++) {
            bodies[i] = new String(Bodies.body(i + 1L), java.nio.charset.StandardCharsets.US_ASCII);
        }
        try (var connection = database.open();
                var insert = connection.prepareStatement(
                        "INSERT INTO delivery (received_at, product, source, remote_addr, body)"
                                + " SELECT now(), 'ivr', 'webhook', '127.0.0.1', body::json FROM unnest(?) AS body")) {
            var array = connection.createArrayOf("text", bodies);
            while (System.nanoTime() < until) {
                insert.setArray(1, array);
                insert.executeUpdate();
                rows.addAndGet(ROWS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
