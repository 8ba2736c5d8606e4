package vssledger.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.support.AbstractSqlTypeValue;

/**
 * Days as a parameter of SQL, of the type {@code date[]}. As text with a cast they would be read anew for every row that they are
 * compared with, and the planner would not know them.
 */
public final class DateArray extends AbstractSqlTypeValue {

    private final List<LocalDate> days;

    public DateArray(Collection<LocalDate> days) {
        this.days = List.copyOf(days);
    }

    @Override
    protected Object createTypeValue(Connection connection, int sqlType, @Nullable String typeName)
            throws SQLException {
        return connection.createArrayOf("date", days.toArray());
    }
}
