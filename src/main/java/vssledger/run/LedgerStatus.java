package vssledger.run;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vssledger.alert.Alert;
import vssledger.alert.Alerts;
import vssledger.capture.Rhythm;
import vssledger.capture.SpoolDepth;
import vssledger.capture.SpoolGauge;
import vssledger.capture.SubAccountRhythm;
import vssledger.platform.db.SqlFiles;
import vssledger.run.day.DayState;
import vssledger.run.day.DayStates;
import vssledger.run.history.RunHistory;
import vssledger.run.history.RunSummary;
import vssledger.worker.WorkerState;
import vssledger.worker.WorkerStates;

/** How the ledger stands: its inbox, its alerts, the subaccounts that send to it, its days, its last runs. */
@Component
public class LedgerStatus {

    private static final int RUNS = 5;

    private final JdbcClient jdbc;
    private final SqlFiles sql;
    private final DayStates days;
    private final RunHistory history;
    private final Rhythm rhythm;
    private final SpoolGauge spool;
    private final Alerts alerts;
    private final WorkerStates workers;
    private final Clock clock;

    LedgerStatus(
            JdbcClient jdbc,
            SqlFiles sql,
            DayStates days,
            RunHistory history,
            Rhythm rhythm,
            SpoolGauge spool,
            Alerts alerts,
            WorkerStates workers,
            Clock clock) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.days = days;
        this.history = history;
        this.rhythm = rhythm;
        this.spool = spool;
        this.alerts = alerts;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * What the ledger holds now.
     *
     * @param at what is called now
     * @param spool what waits on this machine to get into the inbox
     * @param alerts those that are firing, the oldest first
     * @param subAccounts those that sent something in the last 28 days; the silent ones first
     * @param days in order
     * @param runs the newest first
     * @param workers that take partitions of runs, on whatever machines
     */
    public record Status(
            Instant at,
            Inbox inbox,
            SpoolDepth spool,
            List<Alert> alerts,
            List<SubAccountRhythm> subAccounts,
            List<DayState> days,
            List<RunSummary> runs,
            List<WorkerState> workers) {}

    /**
     * The inbox as a whole.
     *
     * @param waiting deliveries that no run has looked at
     * @param waitingSince arrival of the oldest of them; null where there is none
     * @param rejected bodies that were refused and kept, and are neither replayed nor discarded
     * @param newestAt arrival of the newest delivery; null where there is none
     */
    public record Inbox(
            long deliveries,
            long waiting,
            @Nullable Instant waitingSince,
            long quarantined,
            long rejected,
            @Nullable Instant newestAt) {}

    /** The state now, with so many business days, the newest. */
    @Transactional(readOnly = true)
    public Status now(int newestDays) {
        return new Status(
                clock.instant(),
                inbox(),
                spool.now(),
                alerts.current(),
                rhythm.now(),
                days.newest(newestDays),
                history.newest(RUNS),
                workers.now());
    }

    private Inbox inbox() {
        return jdbc.sql(sql.load("run/inbox.sql"))
                .query((row, n) -> new Inbox(
                        row.getLong("deliveries"),
                        row.getLong("waiting"),
                        instant(row.getTimestamp("waiting_since")),
                        row.getLong("quarantined"),
                        row.getLong("rejected"),
                        instant(row.getTimestamp("newest_at"))))
                .single();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
