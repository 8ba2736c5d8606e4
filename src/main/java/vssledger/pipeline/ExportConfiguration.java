package vssledger.pipeline;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.platform.ThisProcess;
import vssledger.report.Reports;
import vssledger.workers.Partitions;
import vssledger.workers.Shareable;

/** The steps that make one edition of a run's reports, or draft one report of it, in whatever process that writes into the same folder. */
@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    Step exportEditionStep(
            JobRepository repository, PlatformTransactionManager transactions, EditionShare editionShare) {
        return new StepBuilder("export-edition", repository)
                .tasklet(
                        Partitions.leased((contribution, chunk) -> {
                            editionShare.make(contribution);
                            return RepeatStatus.FINISHED;
                        }),
                        transactions)
                .build();
    }

    @Bean
    Shareable shareOfExport(Step exportEditionStep, Reports reports) {
        return new Shareable(exportEditionStep, () -> ThisProcess.version() + " " + reports.rules());
    }

    @Bean
    Step exportReportStep(JobRepository repository, PlatformTransactionManager transactions, Reports reports) {
        return new StepBuilder("export-report", repository)
                .tasklet(
                        Partitions.leased((contribution, chunk) -> {
                            reports.draft(LargeEdition.share(
                                    contribution.getStepExecution().getExecutionContext()));
                            return RepeatStatus.FINISHED;
                        }),
                        transactions)
                .build();
    }

    @Bean
    Shareable shareOfEdition(Step exportReportStep, Reports reports) {
        return new Shareable(exportReportStep, () -> ThisProcess.version() + " " + reports.rules());
    }
}
