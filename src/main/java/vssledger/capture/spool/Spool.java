package vssledger.capture.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import vssledger.capture.SpoolDepth;
import vssledger.capture.store.Arrival;
import vssledger.capture.store.DeliveryBatch;
import vssledger.capture.store.ReceivedDelivery;
import vssledger.platform.Product;
import vssledger.platform.UserException;

/**
 * Batches on this machine's disk, for as long as the database does not take them: an SQLite file that is flushed to disk
 * with every batch. One process at a time has it open for writing.
 */
public final class Spool implements AutoCloseable {

    static final String FILE = "spool.sqlite";

    private final Path folder;
    private final FileChannel lock;
    private final Connection connection;
    private final long keepFree;
    private volatile SpoolDepth depth;
    private volatile boolean takes = true;

    private Spool(Path folder, FileChannel lock, Connection connection, long keepFree) throws SQLException {
        this.folder = folder;
        this.lock = lock;
        this.connection = connection;
        this.keepFree = keepFree;
        this.depth = count(connection);
    }

    /**
     * Opens the spool in a folder, which is made if it is not there.
     *
     * @param maxBytes that its file may take
     * @param keepFree bytes that it leaves free on its disk, so as to have room for letting go of what it holds
     * @throws UserException if the folder cannot be used, or another process uses it
     */
    public static Spool open(Path folder, long maxBytes, long keepFree) {
        try {
            Files.createDirectories(folder);
            SqliteLibrary.load(folder);
            var lock = lock(folder);
            try {
                return new Spool(folder, lock, connect(folder, maxBytes), keepFree);
            } catch (SQLException e) {
                lock.close();
                throw new UserException(
                        "The spool " + folder.resolve(FILE) + " cannot be used (" + e.getMessage() + "). " + help(e),
                        e);
            }
        } catch (IOException e) {
            throw new UserException(
                    "The spool's folder " + folder + " cannot be used (" + e.getMessage()
                            + "). See that it is writable and has room, or name another: vss.capture.spool.folder.",
                    e);
        }
    }

    static String help(SQLException failure) {
        return failure.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code
                ? "Make room on its disk, or let it take more (vss.capture.spool.max-size): what waits in it is safe."
                : "If it is damaged, move it away and keep it: deliveries may lie in it.";
    }

    /** How deep the spool in a folder is, whoever has it open. */
    public static SpoolDepth depth(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new SpoolDepth(0, null);
        }
        SqliteLibrary.load(folder);
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        try (var reader = config.createConnection("jdbc:sqlite:" + file)) {
            return count(reader);
        } catch (SQLException e) {
            throw new UserException("The spool " + file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var lock = FileChannel.open(folder.resolve("spool.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        lock.close();
        throw new UserException("The spool " + folder + " is in use by another server. End that one, or give this one a"
                + " folder of its own: vss.capture.spool.folder.");
    }

    private static Connection connect(Path folder, long maxBytes) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(5_000);
        var connection = config.createConnection("jdbc:sqlite:" + folder.resolve(FILE));
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS received (
                        number       INTEGER PRIMARY KEY AUTOINCREMENT,
                        batch_high   INTEGER NOT NULL, -- the batch's UUID, in halves
                        batch_low    INTEGER NOT NULL,
                        received_at  INTEGER NOT NULL, -- microseconds since 1970
                        product      TEXT,
                        remote_addr  TEXT,
                        rejection    TEXT,
                        body         BLOB    NOT NULL
                    )
                    """);
            statement.execute("CREATE INDEX IF NOT EXISTS received_by_batch ON received (batch_high, batch_low)");
            statement.execute("PRAGMA max_page_count = " + Math.max(16, maxBytes / pageSize(connection)));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static long pageSize(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA page_size")) {
            return row.getLong(1);
        }
    }

    /**
     * Keeps a batch; it is on disk when this returns.
     *
     * @throws SQLException if it is not, and nothing of it is kept
     */
    public synchronized void store(DeliveryBatch batch) throws SQLException {
        try {
            if (freeBytes() < keepFree) {
                throw new SQLException("less than " + keepFree + " bytes are free on the disk of the spool");
            }
            inTransaction(() -> insert(batch));
            takes = true;
        } catch (SQLException e) {
            takes = false;
            throw e;
        }
        var first = batch.items().get(0).arrival().receivedAt();
        depth = new SpoolDepth(
                depth.deliveries() + batch.items().size(), depth.oldest() == null ? first : depth.oldest());
    }

    private void insert(DeliveryBatch batch) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO received (batch_high, batch_low, received_at, product, remote_addr, rejection, body)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (var item : batch.items()) {
                set(insert, batch.id(), item);
                insert.executeUpdate();
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** By statements of its own: after a full disk, SQLite has rolled back by itself, of which the driver knows nothing. */
    private void inTransaction(Work work) throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            work.run();
            execute("COMMIT");
        } catch (SQLException e) {
            try {
                execute("ROLLBACK");
            } catch (SQLException alreadyRolledBack) {
                e.addSuppressed(alreadyRolledBack);
            }
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void set(PreparedStatement insert, UUID batch, ReceivedDelivery item) throws SQLException {
        var arrival = item.arrival();
        insert.setLong(1, batch.getMostSignificantBits());
        insert.setLong(2, batch.getLeastSignificantBits());
        insert.setLong(3, ChronoUnit.MICROS.between(Instant.EPOCH, arrival.receivedAt()));
        insert.setString(4, arrival.productCode());
        insert.setString(5, arrival.remoteAddress());
        insert.setString(6, item.rejection());
        insert.setBytes(7, item.body());
    }

    /** The batch that has waited longest. */
    synchronized Optional<DeliveryBatch> first() throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT r.batch_high, r.batch_low, r.received_at, r.product, r.remote_addr, r.rejection, r.body
                FROM (SELECT batch_high, batch_low FROM received ORDER BY number LIMIT 1) AS oldest
                JOIN received r USING (batch_high, batch_low)
                ORDER BY r.number
                """)) {
            var items = new ArrayList<ReceivedDelivery>();
            UUID id = null;
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    id = new UUID(row.getLong(1), row.getLong(2));
                    items.add(item(row));
                }
            }
            return id == null ? Optional.empty() : Optional.of(new DeliveryBatch(id, items));
        }
    }

    private static ReceivedDelivery item(ResultSet row) throws SQLException {
        var product = row.getString(4);
        var arrival = Arrival.webhook(
                Instant.EPOCH.plus(row.getLong(3), ChronoUnit.MICROS),
                product == null ? null : Product.of(product),
                row.getString(5));
        return new ReceivedDelivery(arrival, row.getBytes(7), row.getString(6));
    }

    /** Forgets a batch that the database has. Once all are gone, the file gives its room back. */
    synchronized void remove(DeliveryBatch batch) throws SQLException {
        inTransaction(() -> {
            try (var delete =
                    connection.prepareStatement("DELETE FROM received WHERE batch_high = ? AND batch_low = ?")) {
                delete.setLong(1, batch.id().getMostSignificantBits());
                delete.setLong(2, batch.id().getLeastSignificantBits());
                delete.executeUpdate();
            }
        });
        takes = true;
        var left = depth.deliveries() - batch.items().size();
        depth = left <= 0 ? count(connection) : new SpoolDepth(left, oldest());
        if (depth.deliveries() == 0) {
            shrink();
        }
    }

    private @Nullable Instant oldest() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT received_at FROM received ORDER BY number LIMIT 1")) {
            return row.next() ? Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS) : null;
        }
    }

    private void shrink() throws SQLException {
        execute("VACUUM");
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public SpoolDepth depth() {
        return depth;
    }

    /** Whether it took what it was given last, and has room for more. */
    public boolean takes() {
        return takes && freeBytes() >= keepFree;
    }

    /** Bytes free on the disk it lies on. */
    public long freeBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public synchronized void close() throws SQLException, IOException {
        connection.close();
        lock.close();
    }

    private static SpoolDepth count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*), (SELECT received_at FROM received ORDER BY number LIMIT 1) FROM received")) {
            var deliveries = row.getLong(1);
            return new SpoolDepth(
                    deliveries, deliveries == 0 ? null : Instant.EPOCH.plus(row.getLong(2), ChronoUnit.MICROS));
        }
    }
}
