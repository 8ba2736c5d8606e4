package vssledger.capture;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many webhooks came, hour by hour. */
@Component
public class ArrivalHours {

    private final JdbcClient jdbc;

    ArrivalHours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One hour.
     *
     * @param start of it; whole hours of UTC
     */
    public record Hour(Instant start, long deliveries) {}

    /** Every hour that begins in this time, the end excluded, also those in which none came; in order. */
    public List<Hour> between(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT hour, coalesce(sum(deliveries), 0)
                        FROM generate_series(date_trunc('hour', :from::timestamptz, 'UTC'), :to::timestamptz, '1 hour') AS hour
                        LEFT JOIN capture.arrival_hour USING (hour)
                        WHERE hour >= :from::timestamptz AND hour < :to::timestamptz
                        GROUP BY hour
                        ORDER BY hour
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, n) -> new Hour(row.getTimestamp(1).toInstant(), row.getLong(2)))
                .list();
    }
}
