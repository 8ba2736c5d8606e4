package vssledger.reconcile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.SqlFiles;

/** What each day's figures were told to be, and what they have become since, version by version. */
@Component
public class Restatements {

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final Clock clock;

    Restatements(JdbcClient jdbc, SqlFiles sql, Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.clock = clock;
    }

    /** Gives each of these days whose figures moved since they were told last a new version; the first, where they never were. */
    public void tell(Collection<LocalDate> days, long runId) {
        jdbc.sql(sql.load("reconcile/restatement.sql"))
                .param("days", days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}")))
                .param("run", runId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
