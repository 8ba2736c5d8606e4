package vssledger.run.job;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import vssledger.run.RunParameters;
import vssledger.run.RunRequest;

/** A step of a part that a run may leave out. */
record OptionalStep(Step step, RunRequest.Part part, JobRepository repository) implements Step {

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
        if (RunParameters.request(execution.getJobParameters()).does(part)) {
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
