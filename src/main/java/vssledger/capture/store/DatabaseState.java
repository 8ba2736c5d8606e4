package vssledger.capture.store;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database takes deliveries, as far as is known: it does until it failed, and again once it has taken one. */
public final class DatabaseState {

    private static final Logger log = LoggerFactory.getLogger(DatabaseState.class);

    private volatile boolean up = true;

    public boolean isUp() {
        return up;
    }

    public synchronized void failed(SQLException cause) {
        if (up) {
            up = false;
            log.warn("The database does not take deliveries: {}. They are spooled until it does.", reason(cause));
        }
    }

    public synchronized void succeeded() {
        if (!up) {
            up = true;
            log.info("The database takes deliveries again.");
        }
    }

    /** Without the details, in which the server may quote the body. */
    static String reason(SQLException cause) {
        var told = cause instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getMessage()
                : cause.getMessage();
        return String.valueOf(told).lines().findFirst().orElse("");
    }
}
