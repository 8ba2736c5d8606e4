package vssledger.parse.resolve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.fact.SessionKey;
import vssledger.platform.DateRange;
import vssledger.platform.db.SqlFiles;

/** What can be derived anew: the sessions of some days, and deliveries that belong to none. */
@Component
public class Rederivable {

    private final JdbcClient jdbc;
    private final SqlFiles sql;

    Rederivable(JdbcClient jdbc, SqlFiles sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /**
     * A session, or a delivery without one.
     *
     * @param deliveryId of the session's fact
     * @param key null where it belongs to no session
     */
    public record Unit(long deliveryId, @Nullable SessionKey key) {}

    /**
     * A part of these days, which one worker takes.
     *
     * @param units how many they are
     */
    public record Range(long firstId, long lastId, long units) {

        public static Range of(ExecutionContext context) {
            return new Range(context.getLong("firstId"), context.getLong("lastId"), context.getLong("units"));
        }

        public ExecutionContext toContext() {
            var context = new ExecutionContext();
            context.putLong("firstId", firstId);
            context.putLong("lastId", lastId);
            context.putLong("units", units);
            return context;
        }

        @Override
        public String toString() {
            return firstId + "-" + lastId;
        }
    }

    /** All of these days, cut into ranges of at most so many. */
    public List<Range> ranges(DateRange days, int most) {
        return jdbc.sql(sql.load("parse/rederivable_range.sql"))
                .param("from", days.from())
                .param("to", days.to())
                .param("most", most)
                .query((row, n) -> new Range(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** The first of a range behind one of them. */
    public List<Unit> next(DateRange days, long lastId, long afterId, int most) {
        return jdbc.sql(sql.load("parse/rederivable.sql"))
                .param("from", days.from())
                .param("to", days.to())
                .param("after", afterId)
                .param("last", lastId)
                .param("most", most)
                .query((row, n) -> new Unit(
                        row.getLong(1),
                        row.getString(3) == null ? null : new SessionKey(row.getString(2), row.getString(3))))
                .list();
    }
}
