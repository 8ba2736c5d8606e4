package vssledger.worker;

import java.util.function.Consumer;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the steps of {@link PartitionedStep}s: what they do counts only while their process holds the partition. */
@Component
public class PartitionSteps {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    PartitionSteps(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /** A step that does a partition in one transaction. */
    public Step inOneTransaction(String name, Consumer<StepContribution> work) {
        return inChunks(name, (contribution, chunk) -> {
            work.accept(contribution);
            return RepeatStatus.FINISHED;
        });
    }

    /** A step that does a partition chunk by chunk, each in a transaction of its own. A tasklet that is a listener of steps is registered as one. */
    public Step inChunks(String name, Tasklet tasklet) {
        var step = new StepBuilder(name, repository).tasklet(Lease.proved(tasklet), transactions);
        if (tasklet instanceof StepExecutionListener listener) { // which Spring Batch does not see behind the proof
            step.listener(listener);
        }
        return step.build();
    }
}
