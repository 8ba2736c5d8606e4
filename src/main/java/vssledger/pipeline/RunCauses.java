package vssledger.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why runs did not come to their end, in plain words: kept when they fail, since Spring Batch keeps stack traces only. */
@Component
class RunCauses {

    private final JdbcClient jdbc;

    RunCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Why a run failed.
     *
     * @param cause the deliveries among which that one is that caused it; null where none did
     */
    record Failure(String words, @Nullable String cause) {}

    /** Keeps it. */
    void keep(RunFailed failure) {
        jdbc.sql("UPDATE pipeline.run SET error = :error WHERE run_id = :run")
                .param("error", failure.inFull())
                .param("run", failure.runId())
                .update();
    }

    /** Empty where it did not fail. */
    Optional<Failure> of(JobExecution run) {
        if (run.getStatus() != BatchStatus.FAILED) {
            return Optional.empty();
        }
        var words = jdbc.sql("SELECT error FROM pipeline.run WHERE run_id = ? AND error IS NOT NULL")
                .param(run.getId())
                .query(String.class)
                .optional()
                .orElse("Its process ended without a word: it was killed, or its machine stopped.");
        return Optional.of(new Failure(words, deliveries(run).orElse(null)));
    }

    /** Of the chunk that was parsed, or derived anew, when it failed. */
    private static Optional<String> deliveries(JobExecution run) {
        return run.getStepExecutions().stream()
                .filter(step -> step.getStatus() == BatchStatus.FAILED)
                .filter(step -> step.getExecutionContext().containsKey("firstId"))
                .findFirst()
                .map(StepExecution::getExecutionContext)
                .map(range -> "among deliveries "
                        + Math.max(range.getLong("firstId"), range.getLong("doneId", 0) + 1) + " to "
                        + range.getLong("lastId"));
    }
}
