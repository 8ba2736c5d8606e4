package vssledger.platform;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** What PostgreSQL says where a statement did not get a lock in its time, since another transaction holds it. */
public final class LockNotAvailable {

    private static final String STATE = "55P03";

    private LockNotAvailable() {}

    /** Whether a statement failed for that alone: what it was to do can be done later. */
    public static boolean isCauseOf(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause && STATE.equals(cause.getSQLState());
    }
}
