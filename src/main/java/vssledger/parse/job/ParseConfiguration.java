package vssledger.parse.job;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.parse.ParseProperties;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.variant.Variants;
import vssledger.platform.SubAccountProducts;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/** The steps that take deliveries through the parser: every one without an outcome, in ranges side by side, and those in quarantine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ParseProperties.class)
class ParseConfiguration {

    @Bean
    Step parseStep(
            JobRepository repository,
            PendingRanges ranges,
            PartitionedStep shareOfParse,
            Partitions partitions,
            ParseProgress progress,
            ParseProperties properties) {
        return new StepBuilder("parse", repository)
                .partitioner("parse-range", ranges)
                .partitionHandler(partitions.handler(shareOfParse, properties::threads, progress::reached))
                .listener(progress)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    PartitionedStep shareOfParse(Step parseRangeStep, ParseRules rules) {
        return new PartitionedStep(parseRangeStep, rules);
    }

    @Bean
    Step parseRangeStep(PartitionSteps steps, ParseRange parseRange) {
        return steps.inChunks("parse-range", parseRange);
    }

    @Bean
    Step replayStep(JobRepository repository, PlatformTransactionManager transactions, ReplayQuarantine replay) {
        return new StepBuilder("replay-quarantine", repository)
                .tasklet(replay, transactions)
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
