package vssledger.parse.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;
import vssledger.parse.ParseProperties;
import vssledger.parse.resolve.FailingDeliveryFinder;
import vssledger.parse.store.ParsedWriter;
import vssledger.parse.store.PendingDeliveries;

/**
 * Takes a range of deliveries through the parser, a chunk a call, each in a transaction of its own. How far it has come
 * stands in the context of its step, which is kept in the same transaction.
 */
@Component
class ParseRange implements Tasklet, StepExecutionListener {

    private static final String DONE = "doneId";

    private final PendingDeliveries pending;
    private final ParsedWriter writer;
    private final FailingDeliveryFinder culprits;
    private final ParseProperties properties;

    ParseRange(
            PendingDeliveries pending,
            ParsedWriter writer,
            FailingDeliveryFinder culprits,
            ParseProperties properties) {
        this.pending = pending;
        this.writer = writer;
        this.culprits = culprits;
        this.properties = properties;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var step = contribution.getStepExecution();
        var context = step.getExecutionContext();
        var range = DeliveryRange.of(context);

        var parsed = pending.parse(range, context.getLong(DONE, range.firstId() - 1), properties.chunkSize());
        culprits.doOrName(
                parsed, one -> one.delivery().id(), "written", some -> writer.write(some, step.getJobExecutionId()));

        parsed.forEach(delivery -> contribution.incrementReadCount());
        contribution.incrementWriteCount(parsed.size());
        if (parsed.size() < properties.chunkSize()) {
            return RepeatStatus.FINISHED;
        }
        context.putLong(DONE, parsed.get(parsed.size() - 1).delivery().id());
        return RepeatStatus.CONTINUABLE;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        FailingDeliveryFinder.keep(step);
        return null;
    }
}
