package vssledger.parse;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells which deliveries are still needed in the inbox: those that were not looked at, and those in quarantine. */
@Component
public class Unparsed {

    private final JdbcClient jdbc;

    Unparsed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether there is none among those that arrived from the one time up to the other. */
    public boolean none(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT NOT EXISTS (
                            SELECT
                            FROM capture.delivery d
                            LEFT JOIN parse.outcome o ON o.delivery_id = d.id
                            LEFT JOIN parse.quarantine q ON q.delivery_id = d.id AND q.resolved_at IS NULL
                            WHERE d.received_at >= :from AND d.received_at < :to
                              AND (o.delivery_id IS NULL OR q.delivery_id IS NOT NULL))
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(Boolean.class)
                .single();
    }
}
