package vssledger.expected;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.LockTimeouts;

/** One import at a time: each derives sessions from what is current. A transaction that takes it has it to its end. */
@Component
class ImportLock {

    private static final String LOCK = "LOCK TABLE expected.import IN SHARE ROW EXCLUSIVE MODE";

    private final JdbcClient jdbc;

    ImportLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the import that is at work. */
    void take() {
        LockTimeouts.named(
                "the end of the import that is at work", () -> jdbc.sql(LOCK).update());
    }

    /**
     * Waits for nobody.
     *
     * @throws DataAccessException caused by {@link LockTimeouts} if an import is at work; the transaction is of no use then
     */
    void takeAtOnce() {
        jdbc.sql(LOCK + " NOWAIT").update();
    }
}
