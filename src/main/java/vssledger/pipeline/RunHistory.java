package vssledger.pipeline;

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
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;
import vssledger.pipeline.RunSummary.State;

/** The runs there were, as Spring Batch keeps them. */
@Component
class RunHistory {

    private static final int RECENT = 100;

    private final JobRepository repository;
    private final DayClaims claims;

    RunHistory(JobRepository repository, DayClaims claims) {
        this.repository = repository;
        this.claims = claims;
    }

    /** The newest first. */
    List<RunSummary> newest(int most) {
        var live = claims.liveRuns();
        return executions(most).map(run -> summary(run, live)).toList();
    }

    /** Why this day has not been carried through to its reports; empty where it has. */
    Optional<String> lacking(LocalDate day) {
        var live = claims.liveRuns();
        var runs = executions(RECENT)
                .filter(run -> RunParameters.request(run.getJobParameters()).does(RunRequest.Part.EXPORT))
                .map(run -> summary(run, live))
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

    private Stream<JobExecution> executions(int most) {
        return repository.getJobInstances(NightlyJobConfiguration.NIGHTLY, 0, most).stream()
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .sorted((a, b) -> Long.compare(b.getId(), a.getId()))
                .limit(most);
    }

    /**
     * In a line.
     *
     * @param live runs whose process lives
     */
    static RunSummary summary(JobExecution run, Set<Long> live) {
        var request = RunParameters.request(run.getJobParameters());
        var isLive = live.contains(run.getId());
        return new RunSummary(
                run.getId(),
                request.range(),
                request.late(),
                request.reparse(),
                state(run, isLive),
                instant(run.getStartTime()),
                isLive ? null : instant(run.getEndTime()));
    }

    private static State state(JobExecution run, boolean isLive) {
        return switch (run.getStatus()) {
            case COMPLETED -> State.COMPLETED;
            case FAILED, ABANDONED, UNKNOWN -> State.FAILED;
            case STOPPING, STOPPED -> isLive ? State.STOPPING : State.STOPPED;
            case STARTING, STARTED -> isLive ? State.RUNNING : State.DIED;
        };
    }

    /** The last run, of those not long ago, that asked for the same. */
    Optional<JobExecution> last(RunRequest request) {
        return repository.getJobInstances(NightlyJobConfiguration.NIGHTLY, 0, RECENT).stream()
                .map(repository::getLastJobExecution)
                .filter(Objects::nonNull)
                .filter(run -> RunParameters.request(run.getJobParameters()).equals(request))
                .findFirst();
    }

    /** A number that no run of this job has had. */
    long nextNumber(String job) {
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
