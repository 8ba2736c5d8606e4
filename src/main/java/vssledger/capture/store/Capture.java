package vssledger.capture.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import vssledger.capture.CaptureProperties;
import vssledger.capture.activity.CaptureMetrics;
import vssledger.capture.http.BodyMemory;
import vssledger.capture.spool.Spool;
import vssledger.capture.spool.SpoolDrain;

/** What keeps the deliveries of a server, put together: group commit, spool and drain, started and ended in the right order. */
public final class Capture {

    private static final Logger log = LoggerFactory.getLogger(Capture.class);
    private static final Duration PATIENCE_OF_DRAIN = Duration.ofSeconds(60);

    private final BodyMemory room;
    private final Spool spool;
    private final DatabaseState database = new DatabaseState();
    private final SpoolDrain drain;
    private final GroupCommit commit;

    public Capture(
            CaptureProperties properties,
            Path spoolFolder,
            JdbcConnectionDetails details,
            DeliveryTable table,
            CaptureMetrics metrics,
            Clock clock) {
        this.room = new BodyMemory(properties.memory().toBytes());
        this.spool = Spool.open(
                spoolFolder,
                properties.spool().maxSize().toBytes(),
                properties.spool().keepFree().toBytes());
        this.drain = new SpoolDrain(spool, new PostgresStore(details, table, PATIENCE_OF_DRAIN), database, metrics);
        this.commit = new GroupCommit(
                new DurableWriter(database, spool, drain, metrics),
                () -> new PostgresStore(details, table, properties.patience()),
                metrics,
                clock,
                properties);
    }

    public GroupCommit commit() {
        return commit;
    }

    public BodyMemory room() {
        return room;
    }

    public Spool spool() {
        return spool;
    }

    public DatabaseState database() {
        return database;
    }

    /** Whether a delivery that came now would be kept: by the database, or by the spool. */
    public boolean takes() {
        return database.isUp() || spool.takes();
    }

    public void start() {
        var waiting = spool.depth().deliveries();
        if (waiting > 0) {
            log.info("{} deliveries are in the spool, and are carried into the database.", waiting);
        }
        drain.start();
        commit.start();
    }

    /** Keeps what was submitted, then ends. */
    public void close() throws InterruptedException {
        commit.end();
        drain.end();
        var left = spool.depth().deliveries();
        if (left > 0) {
            log.warn("{} deliveries stay in the spool; the next start carries them into the database.", left);
        }
        try {
            spool.close();
        } catch (SQLException | IOException e) {
            log.warn("The spool did not close cleanly: {}", e.getMessage());
        }
    }
}
