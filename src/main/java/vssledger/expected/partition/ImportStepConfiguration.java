package vssledger.expected.partition;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.expected.format.ListMappings;
import vssledger.expected.format.Spellings;
import vssledger.platform.ThisProcess;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;

/** The step that reads a partition of a file that is imported, in whatever process. */
@Configuration(proxyBeanMethods = false)
class ImportStepConfiguration {

    @Bean
    Step importPartitionStep(PartitionSteps steps, ImportPartitionReader reader) {
        return steps.inOneTransaction("import-partition", contribution -> {
            reader.take(contribution.getStepExecution());
            contribution.incrementReadCount();
        });
    }

    @Bean
    PartitionedStep importPartitions(Step importPartitionStep, Spellings spellings, ListMappings lists) {
        var rules = ThisProcess.version() + " " + spellings.rules() + " " + lists.rules();
        return new PartitionedStep(importPartitionStep, () -> rules);
    }
}
