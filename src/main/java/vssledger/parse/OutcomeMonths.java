package vssledger.parse;

import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the deliveries of whole months of business days, in {@code parse.outcome}. */
@Component
public class OutcomeMonths {

    private final JdbcClient jdbc;

    OutcomeMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the inbox has none of the deliveries of that month any more. */
    public boolean areGoneFromInbox(YearMonth month) {
        return jdbc.sql("""
                        SELECT NOT EXISTS (
                            SELECT
                            FROM parse.outcome o
                            JOIN capture.delivery d ON d.id = o.delivery_id
                            WHERE o.business_day BETWEEN :from AND :to)
                        """)
                .param("from", month.atDay(1))
                .param("to", month.atEndOfMonth())
                .query(Boolean.class)
                .single();
    }

    /** Forgets them, in the transaction of the caller. */
    public void forget(YearMonth month) {
        jdbc.sql("DELETE FROM parse.quarantine q USING parse.outcome o"
                        + " WHERE o.delivery_id = q.delivery_id AND o.business_day BETWEEN :from AND :to")
                .param("from", month.atDay(1))
                .param("to", month.atEndOfMonth())
                .update();
        jdbc.sql("DELETE FROM parse.outcome WHERE business_day BETWEEN :from AND :to")
                .param("from", month.atDay(1))
                .param("to", month.atEndOfMonth())
                .update();
        jdbc.sql("DELETE FROM parse.touched_day WHERE business_day BETWEEN :from AND :to")
                .param("from", month.atDay(1))
                .param("to", month.atEndOfMonth())
                .update();
    }
}
