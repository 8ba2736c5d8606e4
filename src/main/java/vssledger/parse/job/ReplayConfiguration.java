package vssledger.parse.job;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.parse.ParseProperties;
import vssledger.parse.Quarantine;
import vssledger.parse.resolve.FailingDeliveryFinder;
import vssledger.parse.resolve.Rederivation;
import vssledger.parse.store.RederivedTable;

/**
 * The step that takes what is in quarantine through the parser again: the deliveries that its job's parameter
 * {@code deliveries} lists, separated by commas, or all of them where there is none.
 */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    private static final String DONE = "doneId";

    @Bean
    Step replayStep(
            JobRepository repository,
            PlatformTransactionManager transactions,
            Quarantine quarantine,
            Rederivation rederivation,
            RederivedTable table,
            FailingDeliveryFinder culprits,
            ParseProperties properties) {
        Tasklet replay = (contribution, chunk) -> {
            var step = contribution.getStepExecution();
            var context = step.getExecutionContext();
            var listed = step.getJobParameters().getString("deliveries");

            var ids = listed != null ? ids(listed) : quarantine.open(context.getLong(DONE, 0), properties.chunkSize());
            culprits.doOrName(
                    ids,
                    Long::longValue,
                    "replayed",
                    some -> table.add(rederivation.others(some, step.getJobExecutionId()), step.getJobExecutionId()));

            ids.forEach(id -> contribution.incrementReadCount());
            if (listed != null || ids.size() < properties.chunkSize()) {
                return RepeatStatus.FINISHED;
            }
            context.putLong(DONE, ids.get(ids.size() - 1));
            return RepeatStatus.CONTINUABLE;
        };
        return new StepBuilder("replay-quarantine", repository)
                .tasklet(replay, transactions)
                .build();
    }

    private static List<Long> ids(String listed) {
        return Stream.of(listed.split(",")).map(Long::valueOf).toList();
    }
}
