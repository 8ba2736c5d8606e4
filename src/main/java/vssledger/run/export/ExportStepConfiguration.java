package vssledger.run.export;

import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.report.Reports;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;

/** The steps that make one edition of a run's reports, or draft one report of it, in whatever process that writes into the same folder. */
@Configuration(proxyBeanMethods = false)
class ExportStepConfiguration {

    @Bean
    Step exportEditionStep(PartitionSteps steps, EditionPartition edition) {
        return steps.inOneTransaction("export-edition", edition::make);
    }

    @Bean
    PartitionedStep exportEditions(Step exportEditionStep, ExportRules rules) {
        return new PartitionedStep(exportEditionStep, rules);
    }

    @Bean
    Step exportReportStep(PartitionSteps steps, Reports reports) {
        return steps.inOneTransaction(
                "export-report",
                contribution -> reports.draft(
                        LargeEdition.partition(contribution.getStepExecution().getExecutionContext())));
    }

    @Bean
    PartitionedStep exportReports(Step exportReportStep, ExportRules rules) {
        return new PartitionedStep(exportReportStep, rules);
    }
}
