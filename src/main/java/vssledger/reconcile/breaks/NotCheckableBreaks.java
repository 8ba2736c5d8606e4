package vssledger.reconcile.breaks;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;

/** Breaks that say that something expected could not be compared, and on which nobody has decided yet. */
@Component
public class NotCheckableBreaks {

    private final JdbcClient jdbc;

    NotCheckableBreaks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Why breaks are there.
     *
     * @param what cannot be compared, in words, such as: unit "block"
     * @param breaks how many say so
     */
    record Reason(String what, long breaks) {}

    /** How many there are on these business days. */
    public long breaks(DateRange days) {
        return jdbc.sql("""
                        SELECT count(*)
                        FROM recon.break
                        WHERE business_day BETWEEN ? AND ? AND kind = 'NOT_CHECKABLE' AND state NOT IN ('RESOLVED', 'ACCEPTED')
                        """).params(days.from(), days.to()).query(Long.class).single();
    }

    /** Of all days, those first of which there are most. */
    List<Reason> reasons(int most) {
        return jdbc.sql("""
                        SELECT expected_value, count(*)
                        FROM recon.break
                        WHERE kind = 'NOT_CHECKABLE' AND state NOT IN ('RESOLVED', 'ACCEPTED')
                        GROUP BY expected_value
                        ORDER BY count(*) DESC, expected_value COLLATE "C"
                        LIMIT ?
                        """)
                .param(most)
                .query((row, n) -> new Reason(row.getString(1), row.getLong(2)))
                .list();
    }
}
