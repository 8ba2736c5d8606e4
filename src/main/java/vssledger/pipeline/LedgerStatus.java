package vssledger.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vssledger.platform.SqlFiles;

/** How the ledger stands: its inbox, its days, its last runs. */
@Component
public class LedgerStatus {

    private static final int RUNS = 5;

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final RunHistory history;

    LedgerStatus(JdbcClient jdbc, SqlFiles sql, RunHistory history) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.history = history;
    }

    /**
     * What stands in the books now.
     *
     * @param days in order
     * @param runs the newest first
     */
    public record Status(Inbox inbox, List<Day> days, List<RunHistory.Run> runs) {}

    /**
     * The inbox as a whole.
     *
     * @param waiting deliveries that no run has looked at
     * @param rejected bodies that are no deliveries; kept
     * @param newestAt arrival of the newest delivery; null where there is none
     */
    public record Inbox(
            long deliveries,
            long waiting,
            long quarantined,
            long rejected,
            @Nullable Instant newestAt) {}

    /**
     * One business day.
     *
     * @param expected sessions that some source expects on this day
     * @param breaks open ones
     * @param state how far it has come: new, stale or done
     * @param runId the run that carried it through last; null where none did
     */
    public record Day(
            LocalDate day,
            long deliveries,
            long sessions,
            long quarantined,
            long expected,
            long breaks,
            String state,
            @Nullable Long runId) {}

    /** The state now, with so many business days, the newest. */
    @Transactional(readOnly = true)
    public Status now(int newestDays) {
        return new Status(inbox(), days(newestDays), history.newest(RUNS));
    }

    private Inbox inbox() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM capture.delivery),
                               (SELECT count(*) FROM capture.delivery d
                                WHERE NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)),
                               (SELECT count(*) FROM parse.quarantine WHERE resolved_at IS NULL),
                               (SELECT count(*) FROM capture.rejected),
                               (SELECT max(received_at) FROM capture.delivery)
                        """)
                .query((row, n) -> new Inbox(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant()))
                .single();
    }

    private List<Day> days(int newest) {
        return jdbc.sql(sql.load("pipeline/day_state.sql"))
                .param("limit", newest)
                .query((row, n) -> new Day(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getObject(8, Long.class)))
                .list();
    }
}
