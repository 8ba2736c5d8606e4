package vssledger.run.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.platform.db.SqlFiles;
import vssledger.run.RunParameters;
import vssledger.run.RunRequest;
import vssledger.run.history.RunSummary.State;
import vssledger.run.job.NightlyJob;

/** The runs there were, as Spring Batch keeps them. */
@Component
public class RunHistory {

    private static final int RECENT = 100;

    private final JobRepository repository;
    private final JdbcClient jdbc;
    private final SqlFiles sql;

    RunHistory(JobRepository repository, JdbcClient jdbc, SqlFiles sql) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /** @param exports whether making reports is a part of it */
    private record Listed(RunSummary run, boolean exports) {}

    /** The newest first. */
    public List<RunSummary> newest(int most) {
        return listed(most).map(Listed::run).toList();
    }

    /** Why this day has not been carried through to its reports; empty where it has. */
    public Optional<String> lacking(LocalDate day) {
        var runs = listed(RECENT)
                .filter(Listed::exports)
                .map(Listed::run)
                .filter(run -> run.range().contains(day))
                .toList();
        if (runs.stream().anyMatch(run -> run.state() == State.COMPLETED)) {
            return Optional.empty();
        }
        return Optional.of(runs.stream()
                .findFirst()
                .map(run -> run.endedAt() == null
                        ? "Run " + run.id() + " of " + day + " has not ended: it began at " + run.startedAt() + "."
                        : "Run " + run.id() + " of " + day + " ended as " + run.state() + ".")
                .orElse("No run of " + day + " has begun."));
    }

    /** By one query: Spring Batch's repository would ask for each run, and for each of its steps, by itself. */
    private Stream<Listed> listed(int most) {
        return jdbc
                .sql(sql.load("run/run_list.sql"))
                .param("job", NightlyJob.NAME)
                .param("most", most)
                .query((row, n) -> listed(row))
                .list()
                .stream();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var isLive = row.getBoolean("is_live");
        return new Listed(
                new RunSummary(
                        row.getLong("run_id"),
                        new DateRange(
                                row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)),
                        row.getBoolean("late"),
                        row.getBoolean("reparse"),
                        state(BatchStatus.valueOf(row.getString("status")), isLive),
                        instant(row.getObject("start_time", LocalDateTime.class)),
                        isLive ? null : instant(row.getObject("end_time", LocalDateTime.class))),
                row.getBoolean("exports"));
    }

    /**
     * In a line.
     *
     * @param live runs whose process lives
     */
    public static RunSummary summary(JobExecution run, Set<Long> live) {
        var request = RunParameters.request(run.getJobParameters());
        var isLive = live.contains(run.getId());
        return new RunSummary(
                run.getId(),
                request.range(),
                request.late(),
                request.reparse(),
                state(run.getStatus(), isLive),
                instant(run.getStartTime()),
                isLive ? null : instant(run.getEndTime()));
    }

    private static State state(BatchStatus status, boolean isLive) {
        return switch (status) {
            case COMPLETED -> State.COMPLETED;
            case FAILED, ABANDONED, UNKNOWN -> State.FAILED;
            case STOPPING, STOPPED -> isLive ? State.STOPPING : State.STOPPED;
            case STARTING, STARTED -> isLive ? State.RUNNING : State.DIED;
        };
    }

    /** The last run, of those not long ago, that asked for the same. */
    public Optional<JobExecution> last(RunRequest request) {
        return repository.getJobInstances(NightlyJob.NAME, 0, RECENT).stream()
                .map(repository::getLastJobExecution)
                .filter(Objects::nonNull)
                .filter(run -> RunParameters.request(run.getJobParameters()).equals(request))
                .findFirst();
    }

    /** A number that no run of this job has had. */
    public long nextNumber(String job) {
        return lastInstance(job).map(instance -> instance.getInstanceId() + 1).orElse(1L);
    }

    private Optional<JobInstance> lastInstance(String job) {
        return Optional.ofNullable(repository.getLastJobInstance(job));
    }

    /** Spring Batch keeps local times of the machine. */
    static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.atZone(ZoneId.systemDefault()).toInstant();
    }
}
