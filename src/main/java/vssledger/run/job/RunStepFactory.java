package vssledger.run.job;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import vssledger.lock.DayLock;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.run.RunParameters;

/** Makes Spring Batch's steps, which are done anew whenever their job is restarted, of the steps of the nightly job. */
@Component
class RunStepFactory {

    private static final TransactionAttribute NO_TRANSACTION =
            new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final RepeatableTransaction transaction;

    RunStepFactory(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
        this.transaction = new RepeatableTransaction(transactions);
    }

    /** A step that is done in one transaction, which is repeated if PostgreSQL ends it in favour of others. */
    Step of(RunStep step, DayLock lock) {
        var repeated = repeated(step.name(), lock, (run, execution) -> {
            transaction.executeWithoutResult(status -> step.execute(run));
            return false;
        });
        return new OptionalStep(repeated, step::isPartOf, repository);
    }

    /** A step that goes on chunk by chunk, and begins and ends its own transactions. */
    Step of(ChunkedRunStep step, DayLock lock) {
        var repeated = repeated(step.name(), lock, (run, execution) -> {
            if (execution.getCommitCount() == 0) {
                step.begin(run);
            }
            return step.next(run, execution);
        });
        return new OptionalStep(repeated, step::isPartOf, repository);
    }

    private Step repeated(String name, DayLock lock, Chunk chunk) {
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            lock.requireHeld();
                            var execution = contribution.getStepExecution();
                            var run = new RunContext(
                                    execution.getJobExecutionId(),
                                    RunParameters.request(execution.getJobParameters()),
                                    lock);
                            return RepeatStatus.continueIf(chunk.isMoreAfter(run, execution));
                        },
                        transactions)
                .transactionAttribute(NO_TRANSACTION)
                .allowStartIfComplete(true)
                .build();
    }

    private interface Chunk {
        boolean isMoreAfter(RunContext run, StepExecution execution);
    }
}
