package vssledger.run.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import vssledger.run.history.RunDetail.Step;

/** The steps of a run, with counts, rates and times. */
@Component
public class RunSteps {

    /** In the name of a partition, which begins with the name of its step. */
    private static final String OF_PARTITION = ":";

    /** Those that have begun, in order. */
    public List<Step> of(JobExecution run, Instant now) {
        return run.getStepExecutions().stream()
                .filter(step -> !isShare(step))
                .sorted(Comparator.comparing(StepExecution::getId))
                .map(step -> step(step, run, now))
                .toList();
    }

    private static Step step(StepExecution step, JobExecution run, Instant now) {
        var ofShares = run.getStepExecutions().stream()
                .filter(other -> isShare(other) && other.getStepName().startsWith(step.getStepName() + "-"))
                .mapToLong(StepExecution::getReadCount)
                .sum();
        var count = Math.max(step.getReadCount(), ofShares);
        var started = step.getStartTime();
        var seconds = started == null ? 0 : seconds(started, step.getEndTime(), now);
        return new Step(
                step.getStepName(),
                step.getStatus().name(),
                count,
                seconds,
                count == 0 ? null : count / Math.max(seconds, 0.001),
                RunHistory.instant(started));
    }

    private static boolean isShare(StepExecution step) {
        return step.getStepName().contains(OF_PARTITION);
    }

    /** Spring Batch keeps local times of the machine. */
    private static double seconds(
            LocalDateTime start, @org.jspecify.annotations.Nullable LocalDateTime end, Instant now) {
        var until = end == null ? LocalDateTime.ofInstant(now, ZoneId.systemDefault()) : end;
        return Math.max(0, Duration.between(start, until).toMillis() / 1000.0);
    }
}
