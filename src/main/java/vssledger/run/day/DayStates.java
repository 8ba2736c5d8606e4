package vssledger.run.day;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.SqlFiles;

/** How far business days have come. */
@Component
public class DayStates {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final LedgerProperties ledger;
    private final Clock clock;

    DayStates(JdbcClient jdbc, SqlFiles sql, LedgerProperties ledger, Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Each day of this range, in order, also where nothing is known of it. */
    public List<DayState> of(DateRange range) {
        return jdbc.sql(sql.load("run/day_state.sql"))
                .param("from", range.from())
                .param("to", range.to())
                .param("zone", ledger.timeZone().getId())
                .query((row, n) -> state(row))
                .list();
    }

    /** The newest days that the ledger knows of or should have carried on, in order, at most so many; none where it knows none. */
    public List<DayState> newest(int most) {
        var yesterday = LocalDate.ofInstant(clock.instant(), ledger.timeZone()).minusDays(1);
        return jdbc.sql("""
                        SELECT min(day), greatest(max(day), CASE WHEN bool_or(late) THEN :yesterday::date END)
                        FROM (SELECT business_day AS day, false AS late FROM run.touched_day
                              UNION ALL
                              SELECT business_day, false FROM run.day
                              UNION ALL
                              SELECT from_day, late FROM run.run
                              UNION ALL
                              SELECT (received_at AT TIME ZONE :zone)::date, false
                              FROM capture.delivery WHERE xid >= (SELECT xid FROM parse.watermark)) AS known
                        HAVING min(day) IS NOT NULL
                        """)
                .param("yesterday", yesterday)
                .param("zone", ledger.timeZone().getId())
                .query((row, n) -> new DateRange(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)))
                .optional()
                .map(known -> {
                    var first = known.to().minusDays(most - 1L);
                    return of(first.isAfter(known.from()) ? new DateRange(first, known.to()) : known);
                })
                .orElse(List.of());
    }

    private static DayState state(ResultSet row) throws SQLException {
        return new DayState(
                row.getObject("business_day", LocalDate.class),
                DayState.State.valueOf(row.getString("state")),
                row.getBoolean("stale"),
                row.getBoolean("failed"),
                row.getLong("waiting"),
                row.getLong("deliveries"),
                row.getLong("sessions"),
                row.getLong("quarantined"),
                row.getLong("expected"),
                row.getLong("breaks"),
                row.getObject("run_id", Long.class),
                row.getString("at_work"));
    }
}
