package vssledger.expected;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.platform.ThisProcess;
import vssledger.workers.ShareSteps;
import vssledger.workers.Shareable;

/** The step that reads a portion of a file that is imported, in whatever process. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    Step importPortionStep(ShareSteps steps, ImportedPortion importedPortion) {
        return steps.ofOneDeed("import-portion", contribution -> {
            importedPortion.take(contribution.getStepExecution());
            contribution.incrementReadCount();
        });
    }

    @Bean
    Shareable shareOfImport(Step importPortionStep, Spellings spellings, Lists lists) {
        var rules = ThisProcess.version() + " " + spellings.rules() + " " + lists.rules();
        return new Shareable(importPortionStep, () -> rules);
    }
}
