package vssledger.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;

/** The runs there were, as Spring Batch keeps them. */
@Component
public class RunHistory {

    private static final int RECENT = 100;

    private final JobRepository repository;

    RunHistory(JobRepository repository) {
        this.repository = repository;
    }

    /**
     * One execution of the nightly job.
     *
     * @param late whether earlier days that late data touched were wanted too
     * @param reparse whether facts were derived anew
     * @param status COMPLETED, FAILED, STARTED, …
     * @param startedAt null where it has not begun
     * @param endedAt null while it runs, and where it died
     */
    public record Run(
            long id,
            DateRange range,
            boolean late,
            boolean reparse,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** The newest first. */
    public List<Run> newest(int count) {
        return repository.getJobInstances(NightlyJobConfiguration.NIGHTLY, 0, count).stream()
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .sorted((a, b) -> Long.compare(b.getId(), a.getId()))
                .limit(count)
                .map(RunHistory::run)
                .toList();
    }

    /** Why this day has not been carried through; empty where it has. */
    Optional<String> lacking(LocalDate day) {
        var runs =
                newest(RECENT).stream().filter(run -> run.range().contains(day)).toList();
        if (runs.stream().anyMatch(run -> run.status().equals(BatchStatus.COMPLETED.name()))) {
            return Optional.empty();
        }
        return Optional.of(runs.stream()
                .findFirst()
                .map(run -> run.endedAt() == null
                        ? "Run " + run.id() + " of " + day + " has not ended: it began at " + run.startedAt() + "."
                        : "Run " + run.id() + " of " + day + " ended as " + run.status() + ".")
                .orElse("No run of " + day + " has begun."));
    }

    Optional<JobExecution> last() {
        return lastInstance(NightlyJobConfiguration.NIGHTLY).map(repository::getLastJobExecution);
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

    private static Run run(JobExecution execution) {
        var request = RunParameters.request(execution.getJobParameters());
        return new Run(
                execution.getId(),
                request.range(),
                request.late(),
                request.reparse(),
                execution.getStatus().name(),
                instant(execution.getStartTime()),
                instant(execution.getEndTime()));
    }
}
