package vssledger.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.LedgerProperties;
import vssledger.platform.db.SqlFiles;

/** Tells which subaccounts have gone silent against their usual rhythm; {@code capture/rhythm.sql} says what that means. */
@Component
public class Rhythm {

    /** So few webhooks may fail to come by chance. */
    private static final int LEAST = 5;

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final LedgerProperties ledger;
    private final Clock clock;

    Rhythm(JdbcClient jdbc, SqlFiles sql, LedgerProperties ledger, Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Every subaccount that sent something in the last 28 days: the silent ones first, then by name. */
    public List<SubAccountRhythm> now() {
        return jdbc.sql(sql.load("capture/rhythm.sql"))
                .param("now", Timestamp.from(clock.instant()))
                .param("least", LEAST)
                .param("zone", ledger.timeZone().getId())
                .query((row, n) -> rhythm(row))
                .list();
    }

    private static SubAccountRhythm rhythm(ResultSet row) throws SQLException {
        var usual = row.getObject("usual", Long.class);
        return new SubAccountRhythm(
                row.getString("sub_account_id"),
                row.getTimestamp("last_at").toInstant(),
                row.getLong("last_day"),
                usual == null ? null : new SubAccountRhythm.Silence(usual));
    }
}
