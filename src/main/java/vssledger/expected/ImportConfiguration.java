package vssledger.expected;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.ThisProcess;
import vssledger.workers.Partitions;
import vssledger.workers.Shareable;

/** The step that reads a portion of a file that is imported, in whatever process. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    Step importPortionStep(
            JobRepository repository, PlatformTransactionManager transactions, ImportedPortion importedPortion) {
        return new StepBuilder("import-portion", repository)
                .tasklet(
                        Partitions.leased((contribution, chunk) -> {
                            importedPortion.take(contribution.getStepExecution());
                            contribution.incrementReadCount();
                            return RepeatStatus.FINISHED;
                        }),
                        transactions)
                .build();
    }

    @Bean
    Shareable shareOfImport(Step importPortionStep, Spellings spellings, Lists lists) {
        var rules = ThisProcess.version() + " " + spellings.rules() + " " + lists.rules();
        return new Shareable(importPortionStep, () -> rules);
    }
}
