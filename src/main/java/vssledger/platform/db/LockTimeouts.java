package vssledger.platform.db;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import vssledger.platform.WaitedTooLongException;

/** What PostgreSQL says where a statement did not get a lock in its time, since another transaction holds it. */
public final class LockTimeouts {

    private static final String STATE = "55P03";

    private LockTimeouts() {}

    /**
     * Does something that takes a lock of the database, for which it waits as long as {@code vss.lock-timeout} says.
     *
     * @param awaited what it waits for, such as {@code the end of the import that is at work}
     * @param statement takes the lock; what it returns is returned
     * @throws WaitedTooLongException if the lock was not free in that time
     */
    public static <T> T named(String awaited, Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataAccessException e) {
            if (isCauseOf(e)) {
                throw new WaitedTooLongException(
                        "Waited in vain for " + awaited
                                + ", as long as vss.lock-timeout allows. See who is at work"
                                + " with vss status, and try it again afterwards.",
                        e);
            }
            throw e;
        }
    }

    /** Whether a statement failed for that alone: what it was to do can be done later. */
    public static boolean isCauseOf(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause && STATE.equals(cause.getSQLState());
    }
}
