package vssledger.expected.partition;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.expected.format.ListMappings;
import vssledger.expected.format.Spellings;
import vssledger.platform.ThisProcess;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;

/** The step that reads a portion of a file that is imported, in whatever process. */
@Configuration(proxyBeanMethods = false)
class ImportStepConfiguration {

    @Bean
    Step importPortionStep(PartitionSteps steps, ImportPartitionReader importedPortion) {
        return steps.inOneTransaction("import-portion", contribution -> {
            importedPortion.take(contribution.getStepExecution());
            contribution.incrementReadCount();
        });
    }

    @Bean
    PartitionedStep shareOfImport(Step importPortionStep, Spellings spellings, ListMappings lists) {
        var rules = ThisProcess.version() + " " + spellings.rules() + " " + lists.rules();
        return new PartitionedStep(importPortionStep, () -> rules);
    }
}
