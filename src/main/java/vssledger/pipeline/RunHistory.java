package vssledger.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;

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

    /** Those that were to carry their days through to their reports, the newest first. */
    private List<RunSummary> newest() {
        var live = claims.liveRuns();
        return repository.getJobInstances(NightlyJobConfiguration.NIGHTLY, 0, RECENT).stream()
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .sorted((a, b) -> Long.compare(b.getId(), a.getId()))
                .filter(run -> RunParameters.request(run.getJobParameters()).does(RunRequest.Part.EXPORT))
                .limit(RECENT)
                .map(run -> Runs.summary(run, live))
                .toList();
    }

    /** Why this day has not been carried through; empty where it has. */
    Optional<String> lacking(LocalDate day) {
        var runs = newest().stream().filter(run -> run.range().contains(day)).toList();
        if (runs.stream().anyMatch(run -> run.state() == RunSummary.State.COMPLETED)) {
            return Optional.empty();
        }
        return Optional.of(runs.stream()
                .findFirst()
                .map(run -> run.endedAt() == null
                        ? "Run " + run.id() + " of " + day + " has not ended: it began at " + run.startedAt() + "."
                        : "Run " + run.id() + " of " + day + " ended as " + run.state() + ".")
                .orElse("No run of " + day + " has begun."));
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
