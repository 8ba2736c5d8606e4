package vssledger.run.job;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import vssledger.run.RunParameters;
import vssledger.run.RunRequest;

/** A step that a run leaves out if it was not asked for. */
record OptionalStep(Step step, Predicate<RunRequest> isPartOf, JobRepository repository) implements Step {

    @Override
    public String getName() {
        return step.getName();
    }

    @Override
    public boolean isAllowStartIfComplete() {
        return step.isAllowStartIfComplete();
    }

    @Override
    public int getStartLimit() {
        return step.getStartLimit();
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        if (isPartOf.test(RunParameters.request(execution.getJobParameters()))) {
            step.execute(execution);
        } else {
            var now = LocalDateTime.now(ZoneId.systemDefault()); // as Spring Batch keeps it
            execution.setStartTime(now);
            execution.setEndTime(now);
            execution.setStatus(BatchStatus.COMPLETED);
            execution.setExitStatus(ExitStatus.NOOP);
            repository.update(execution);
        }
    }
}
