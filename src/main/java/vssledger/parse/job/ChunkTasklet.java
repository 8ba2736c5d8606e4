package vssledger.parse.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import vssledger.parse.resolve.FailingDeliveryFinder;

/**
 * A step that does its work chunk by chunk, each in a transaction of its own. How far it has come stands in the context of the step,
 * which is kept in the same transaction.
 */
abstract class ChunkTasklet implements Tasklet, StepExecutionListener {

    private static final String DONE = "doneId";

    /** Does the chunk behind this delivery; null for the first chunk. */
    abstract ParseChunks.Done next(StepExecution step, @Nullable Long afterId);

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var step = contribution.getStepExecution();
        var context = step.getExecutionContext();
        var done = next(step, context.containsKey(DONE) ? context.getLong(DONE) : null);
        for (var read = 0; read < done.size(); read++) {
            contribution.incrementReadCount();
        }
        if (done.isLast()) {
            return RepeatStatus.FINISHED;
        }
        context.putLong(DONE, done.lastId());
        return RepeatStatus.CONTINUABLE;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        FailingDeliveryFinder.keep(step);
        return null;
    }
}
