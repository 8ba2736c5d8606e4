package vssledger.run.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vssledger.run.RunFailedException;

/** Why runs did not come to their end, in plain words: kept when they fail, since Spring Batch keeps stack traces only. */
@Component
public class RunCauses {

    private final JdbcClient jdbc;

    RunCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Why a run failed.
     *
     * @param cause the delivery that caused it, or those among which it is; null where none did
     * @param look the command that shows it; null where it is not known
     */
    public record Failure(
            String words, @Nullable String cause, @Nullable String look) {}

    /** Keeps it. */
    public void keep(RunFailedException failure) {
        jdbc.sql("UPDATE run.run SET error = :error WHERE run_id = :run")
                .param("error", failure.inFull())
                .param("run", failure.runId())
                .update();
    }

    /** Empty where it did not fail. */
    public Optional<Failure> of(JobExecution run) {
        if (run.getStatus() != BatchStatus.FAILED) {
            return Optional.empty();
        }
        var words = jdbc.sql("SELECT error FROM run.run WHERE run_id = ? AND error IS NOT NULL")
                .param(run.getId())
                .query(String.class)
                .optional()
                .orElse("Its process ended without a word: it was killed, or its machine stopped.");
        var failing = failing(run);
        return Optional.of(
                failing.isEmpty()
                        ? new Failure(words, among(run).orElse(null), null)
                        : new Failure(
                                words,
                                (failing.size() == 1 ? "delivery " : "deliveries ") + String.join(", ", failing),
                                "vss deliveries show " + String.join(" ", failing)));
    }

    /** The deliveries that its steps found to be the cause, in order. */
    private static List<String> failing(JobExecution run) {
        return contexts(run)
                .filter(context -> context.containsKey("failingDeliveries"))
                .flatMap(context ->
                        Stream.of(context.getString("failingDeliveries").split(",")))
                .map(Long::valueOf)
                .sorted()
                .map(String::valueOf)
                .toList();
    }

    /** Those of the chunk that was parsed, or derived anew, when it failed. */
    private static Optional<String> among(JobExecution run) {
        return contexts(run)
                .filter(context -> context.containsKey("firstId"))
                .findFirst()
                .map(range -> "among deliveries "
                        + Math.max(range.getLong("firstId"), range.getLong("doneId", 0) + 1) + " to "
                        + range.getLong("lastId"));
    }

    /** Of the steps that failed, and of ranges of them. */
    private static Stream<ExecutionContext> contexts(JobExecution run) {
        return run.getStepExecutions().stream()
                .filter(step -> step.getStatus() == BatchStatus.FAILED)
                .map(StepExecution::getExecutionContext);
    }
}
