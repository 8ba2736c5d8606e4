package vssledger.expected.partition;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.expected.format.ListMappings;
import vssledger.expected.format.Spellings;
import vssledger.platform.ThisProcess;
import vssledger.workers.ShareSteps;
import vssledger.workers.Shareable;

/** The step that reads a portion of a file that is imported, in whatever process. */
@Configuration(proxyBeanMethods = false)
class ImportStepConfiguration {

    @Bean
    Step importPortionStep(ShareSteps steps, ImportPartitionReader importedPortion) {
        return steps.ofOneDeed("import-portion", contribution -> {
            importedPortion.take(contribution.getStepExecution());
            contribution.incrementReadCount();
        });
    }

    @Bean
    Shareable shareOfImport(Step importPortionStep, Spellings spellings, ListMappings lists) {
        var rules = ThisProcess.version() + " " + spellings.rules() + " " + lists.rules();
        return new Shareable(importPortionStep, () -> rules);
    }
}
