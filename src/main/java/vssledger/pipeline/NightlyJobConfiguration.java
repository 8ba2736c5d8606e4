package vssledger.pipeline;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vssledger.deliver.Delivery;
import vssledger.reconcile.Identification;
import vssledger.reconcile.Reconciliation;
import vssledger.reconcile.Restatements;

/**
 * The nightly job, in its order. Every step finds its work in the database, so a run that ended in the middle goes on when
 * it is started again, and one that ended well changes nothing.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PipelineProperties.class)
class NightlyJobConfiguration {

    static final String NIGHTLY = "nightly";

    @Bean
    Job nightly(
            JobRepository repository,
            Step parseStep,
            Step reparseStep,
            Step identifyLines,
            Step chooseDays,
            Step countDeliveries,
            Step reconcileDays,
            Step tellRestatements,
            Step tellAdjustments,
            Step proveBooks,
            Step exportReports,
            Step finishDays,
            Step deliverReports,
            Step dropOldDeliveries) {
        return new JobBuilder(NIGHTLY, repository)
                .start(parseStep) // capture.delivery → fact.*, parse.quarantine
                .next(reparseStep) // where asked for: the same, of deliveries that were looked at before
                .next(identifyLines) // lines of lists without an id → their sessions
                .next(chooseDays) // the days asked for, and those that something touched
                .next(countDeliveries) // → pipeline.control_total
                .next(reconcileDays) // fact.* with expected.* → recon.*
                .next(tellRestatements) // what these days have become since they were told last
                .next(tellAdjustments) // what closed months have become since → recon.adjustment
                .next(proveBooks) // fails the run where they do not balance
                .next(exportReports) // → reports/out
                .next(finishDays) // these days are carried through
                .next(deliverReports) // to those who read them
                .next(dropOldDeliveries) // months of capture.delivery that are past their retention
                .build();
    }

    @Bean
    Step identifyLines(Steps steps, Identification identification) {
        return steps.step("identify-lines", (request, run) -> identification.identify());
    }

    @Bean
    Step chooseDays(Steps steps, RunDays days) {
        return steps.step("choose-days", (request, run) -> days.choose(run, request));
    }

    @Bean
    Step countDeliveries(Steps steps, ControlTotals totals) {
        return steps.step("count-deliveries", (request, run) -> totals.count(run));
    }

    @Bean
    Step reconcileDays(Steps steps, RunDays days, Reconciliation reconciliation) {
        return steps.step("reconcile", (request, run) -> {
            var unchanged = days.of(run).stream().collect(Collectors.partitioningBy(RunDay::unchanged));
            reconciliation.reconcile(dates(unchanged.getOrDefault(false, List.of())), run);
            reconciliation.keep(dates(unchanged.getOrDefault(true, List.of())), run);
        });
    }

    @Bean
    Step tellRestatements(Steps steps, RunDays days, Restatements restatements) {
        return steps.step(
                "tell-restatements",
                (request, run) -> restatements.tell(
                        dates(days.of(run).stream()
                                .filter(day -> !day.unchanged())
                                .toList()),
                        run));
    }

    @Bean
    Step tellAdjustments(Steps steps, ClosedMonths closed) {
        return steps.step("tell-adjustments", (request, run) -> closed.tellAdjustments(run, request));
    }

    @Bean
    Step proveBooks(Steps steps, ControlTotals totals) {
        return steps.step("prove-books", (request, run) -> totals.prove(run));
    }

    @Bean
    Step exportReports(Steps steps, Export export) {
        return steps.step("export", (request, run) -> export.export(run, request));
    }

    @Bean
    Step finishDays(Steps steps, RunDays days, Restatements restatements) {
        return steps.step("finish", (request, run) -> {
            days.finish(run, request);
            restatements.stand(run);
        });
    }

    @Bean
    Step deliverReports(Steps steps, Export export, Delivery delivery) {
        return steps.step("deliver", (request, run) -> {
            if (request.sending() != RunRequest.Sending.NONE) {
                delivery.deliver(
                        export.of(run).stream().map(ExportedEdition::id).toList(),
                        request.scope(),
                        request.schedule(),
                        request.sending() == RunRequest.Sending.AGAIN);
            }
        });
    }

    @Bean
    Step dropOldDeliveries(Steps steps, Retention retention) {
        return steps.step("drop-old", (request, run) -> retention.dropOld());
    }

    private static List<LocalDate> dates(List<RunDay> days) {
        return days.stream().map(RunDay::day).toList();
    }

    @Bean
    Steps steps(JobRepository repository, PlatformTransactionManager transactions) {
        return new Steps(repository, transactions);
    }

    /** Makes a step of one deed in one transaction, which is done anew whenever its job is restarted. */
    record Steps(JobRepository repository, PlatformTransactionManager transactions) {

        Step step(String name, ObjLongConsumer<RunRequest> deed) {
            return new StepBuilder(name, repository)
                    .tasklet(
                            (contribution, context) -> {
                                var run = contribution.getStepExecution().getJobExecution();
                                deed.accept(RunParameters.request(run.getJobParameters()), run.getId());
                                return RepeatStatus.FINISHED;
                            },
                            transactions)
                    .allowStartIfComplete(true)
                    .build();
        }
    }
}
