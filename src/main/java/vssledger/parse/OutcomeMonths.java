package vssledger.parse;

import java.sql.Timestamp;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.db.MonthlyTables;

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

    /** Their tables. */
    public static List<String> tables() {
        return List.of("parse.outcome", "parse.quarantine");
    }

    /** Puts them into tables of their own, for the archive to take them, and forgets them, in the transaction of the caller. */
    public void detach(YearMonth month) {
        var outcomes = MonthlyTables.detached("parse.outcome", month);
        jdbc.sql("CREATE TABLE " + outcomes + " AS SELECT * FROM parse.outcome WHERE business_day BETWEEN :from AND :to"
                        + " ORDER BY delivery_id")
                .param("from", month.atDay(1))
                .param("to", month.atEndOfMonth())
                .update();
        jdbc.sql("CREATE TABLE " + MonthlyTables.detached("parse.quarantine", month)
                        + " AS SELECT * FROM parse.quarantine WHERE delivery_id IN (SELECT delivery_id FROM " + outcomes
                        + ") ORDER BY delivery_id")
                .update();
        forget(month);
    }

    /** How many deliveries that arrived in a month have no outcome: none of those that a run has looked at, if all is in place. */
    public long missing(YearMonth month) {
        return jdbc.sql("""
                        SELECT count(*)
                        FROM capture.delivery d
                        WHERE d.received_at >= :from AND d.received_at < :to
                          AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
                        """)
                .param(
                        "from",
                        Timestamp.from(
                                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant()))
                .param(
                        "to",
                        Timestamp.from(month.plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()))
                .query(Long.class)
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
