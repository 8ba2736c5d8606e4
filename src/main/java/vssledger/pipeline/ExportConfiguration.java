package vssledger.pipeline;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.report.Reports;
import vssledger.workers.ShareSteps;
import vssledger.workers.Shareable;

/** The steps that make one edition of a run's reports, or draft one report of it, in whatever process that writes into the same folder. */
@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    Step exportEditionStep(ShareSteps steps, EditionShare editionShare) {
        return steps.ofOneDeed("export-edition", editionShare::make);
    }

    @Bean
    Shareable shareOfExport(Step exportEditionStep, ExportRules rules) {
        return new Shareable(exportEditionStep, rules);
    }

    @Bean
    Step exportReportStep(ShareSteps steps, Reports reports) {
        return steps.ofOneDeed(
                "export-report",
                contribution -> reports.draft(
                        LargeEdition.share(contribution.getStepExecution().getExecutionContext())));
    }

    @Bean
    Shareable shareOfEdition(Step exportReportStep, ExportRules rules) {
        return new Shareable(exportReportStep, rules);
    }
}
