package vssledger.parse;

import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.RunLines;
import vssledger.platform.SubAccountProducts;

/** The step that takes every delivery without an outcome through the parser, in ranges side by side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ParseProperties.class)
class ParseConfiguration {

    @Bean
    Step parseStep(
            JobRepository repository,
            PendingRanges ranges,
            Step parseRangeStep,
            ParseProgress progress,
            ParseProperties properties) {
        var workers = new SimpleAsyncTaskExecutor("parse-");
        workers.setTaskDecorator(RunLines.inherited());
        return new StepBuilder("parse", repository)
                .partitioner("parse-range", ranges)
                .step(parseRangeStep)
                .gridSize(properties.workersHere())
                .taskExecutor(workers)
                .listener(sideBySide(workers, properties))
                .listener(progress)
                .allowStartIfComplete(true)
                .build();
    }

    /** As many as the job's parameter {@code parallel} says, else as many as the settings do. */
    static StepExecutionListener sideBySide(SimpleAsyncTaskExecutor workers, ParseProperties properties) {
        return new StepExecutionListener() {
            @Override
            public void beforeStep(StepExecution step) {
                var asked = step.getJobParameters().getLong("parallel", 0L);
                workers.setConcurrencyLimit(asked == null || asked == 0 ? properties.workersHere() : asked.intValue());
            }
        };
    }

    @Bean
    Step parseRangeStep(JobRepository repository, PlatformTransactionManager transactions, ParseRange parseRange) {
        return new StepBuilder("parse-range", repository)
                .tasklet(parseRange, transactions)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    Variants variants(SubAccountProducts subAccounts) {
        return new Variants(subAccounts.lookup());
    }

    @Bean
    DeliveryParser deliveryParser(Variants variants) {
        return new DeliveryParser(variants);
    }
}
