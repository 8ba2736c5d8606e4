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
import vssledger.parse.resolve.Rederivable;
import vssledger.parse.resolve.Rederivation;
import vssledger.parse.store.RederivedTable;

/** Derives a part of some days anew, a chunk a call, each in a transaction of its own in which its progress is kept too. */
@Component
class ReparseRange implements Tasklet, StepExecutionListener {

    private static final String DONE = "doneId";

    private final Rederivable rederivable;
    private final Rederivation rederivation;
    private final RederivedTable table;
    private final FailingDeliveryFinder culprits;
    private final ParseProperties properties;

    ReparseRange(
            Rederivable rederivable,
            Rederivation rederivation,
            RederivedTable table,
            FailingDeliveryFinder culprits,
            ParseProperties properties) {
        this.rederivable = rederivable;
        this.rederivation = rederivation;
        this.table = table;
        this.culprits = culprits;
        this.properties = properties;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var step = contribution.getStepExecution();
        var context = step.getExecutionContext();
        var range = Rederivable.Range.of(context);
        var days = ReparseConfiguration.days(step.getJobParameters());

        var units = rederivable.next(
                days, range.lastId(), context.getLong(DONE, range.firstId() - 1), properties.chunkSize());
        culprits.doOrName(
                units,
                Rederivable.Unit::deliveryId,
                "derived anew",
                some -> table.add(rederivation.units(some, step.getJobExecutionId()), step.getJobExecutionId()));

        units.forEach(unit -> contribution.incrementReadCount());
        if (units.size() < properties.chunkSize()) {
            return RepeatStatus.FINISHED;
        }
        context.putLong(DONE, units.get(units.size() - 1).deliveryId());
        return RepeatStatus.CONTINUABLE;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        FailingDeliveryFinder.keep(step);
        return null;
    }
}
