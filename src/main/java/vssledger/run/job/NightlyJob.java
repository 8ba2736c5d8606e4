package vssledger.run.job;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import vssledger.expected.LineMeanings;
import vssledger.lock.DayLocks;
import vssledger.platform.RunLines;
import vssledger.platform.UserException;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.reconcile.breaks.Restatements;
import vssledger.reconcile.matching.ListMatching;
import vssledger.retention.Retention;
import vssledger.run.ExportedEdition;
import vssledger.run.RunParameters;
import vssledger.run.RunProperties;
import vssledger.run.RunRequest;
import vssledger.run.RunRequest.Part;
import vssledger.run.day.ClosedMonths;
import vssledger.run.day.ControlTotals;
import vssledger.run.day.RunDay;
import vssledger.run.day.RunDays;
import vssledger.subscription.Dispatcher;

/**
 * The nightly job, in its order. Every step finds its work in the database, so a run that ended in the middle goes on when
 * it is started again, and one that ended well changes nothing.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RunProperties.class)
public class NightlyJob {

    private static final Logger log = LoggerFactory.getLogger(NightlyJob.class);

    public static final String NIGHTLY = "nightly";

    @Bean
    Job nightly(
            JobRepository repository,
            RunLocks claims,
            Step openInbox,
            Step parseStep,
            Step reparseStep,
            Step identifyLines,
            Step closeInbox,
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
                .listener(new RunIdInLines())
                .listener(claims)
                .start(openInbox) // one at a time parses, and others may be at their own days meanwhile
                .next(new OptionalStep(
                        parseStep, Part.PARSE, repository)) // capture.delivery → fact.*, parse.quarantine
                .next(new OptionalStep(
                        reparseStep,
                        Part.PARSE,
                        repository)) // where asked for: the same, of deliveries that were looked at before
                .next(identifyLines) // what lines mean by now; those of lists without an id → their sessions
                .next(closeInbox)
                .next(chooseDays) // the days asked for, and those that something touched
                .next(countDeliveries) // → run.control_total
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
    Step openInbox(Steps steps, RunLocks claims) {
        return steps.step(
                "open-inbox", Part.PARSE, (request, run) -> claims.of(run).await(DayLocks.Part.INBOX));
    }

    @Bean
    Step closeInbox(Steps steps, RunLocks claims) {
        return steps.step(
                "close-inbox", Part.PARSE, (request, run) -> claims.of(run).release(DayLocks.Part.INBOX));
    }

    @Bean
    Step identifyLines(Steps steps, LineMeanings meanings, ListMatching identification) {
        return steps.step("identify-lines", Part.PARSE, (request, run) -> {
            meanings.update();
            identification.identify();
        });
    }

    @Bean
    Step chooseDays(Steps steps, RunDays days, RunLocks claims) {
        return steps.step("choose-days", (request, run) -> {
            if (request.does(Part.RECONCILE) || request.does(Part.EXPORT)) {
                days.choose(run, request, claims.of(run));
            }
        });
    }

    @Bean
    Step countDeliveries(Steps steps, ControlTotals totals) {
        return steps.step("count-deliveries", Part.RECONCILE, (request, run) -> totals.count(run));
    }

    @Bean
    Step reconcileDays(Steps steps, DayReconciliation portions) {
        return steps.shared(
                "reconcile",
                Part.RECONCILE,
                (request, run) -> portions.begin(run),
                (request, step) -> portions.next(step, request.order().newestFirst()));
    }

    @Bean
    Step tellRestatements(Steps steps, RunDays days, Restatements restatements) {
        return steps.step(
                "tell-restatements",
                Part.RECONCILE,
                (request, run) -> restatements.tell(
                        dates(days.of(run).stream()
                                .filter(day -> !day.unchanged())
                                .toList()),
                        run));
    }

    @Bean
    Step tellAdjustments(Steps steps, ClosedMonths closed) {
        return steps.step("tell-adjustments", Part.RECONCILE, (request, run) -> closed.tellAdjustments(run, request));
    }

    @Bean
    Step proveBooks(Steps steps, RunDays days, ControlTotals totals) {
        return steps.step("prove-books", Part.RECONCILE, (request, run) -> totals.prove(run, dates(days.of(run))));
    }

    @Bean
    Step exportReports(Steps steps, Export export) {
        return steps.shared("export", Part.EXPORT, export::begin, export::next);
    }

    @Bean
    Step finishDays(Steps steps, RunDays days, Restatements restatements) {
        return steps.step("finish", Part.EXPORT, (request, run) -> {
            days.finish(run, request);
            restatements.stand(run);
        });
    }

    @Bean
    Step deliverReports(Steps steps, Export export, Dispatcher delivery, RunLocks claims) {
        return steps.step("deliver", Part.DELIVER, (request, run) -> {
            if (request.sending() != RunRequest.Sending.NONE) {
                claims.of(run).await(DayLocks.Part.DELIVERY);
                var editions = export.toDeliver(run, request).stream()
                        .map(ExportedEdition::id)
                        .toList();
                if (request.sending() == RunRequest.Sending.AGAIN) {
                    delivery.sendAgain(
                            request.scope(), editions.isEmpty() ? null : editions.get(0), request.schedule());
                } else if (editions.isEmpty()) {
                    throw new UserException(
                            "There are no reports of " + request.scope().inWords()
                                    + " to send. Let --only name export, too, or name a range that was reported.");
                } else {
                    delivery.deliver(editions, request.scope(), request.schedule());
                }
                claims.of(run).release(DayLocks.Part.DELIVERY);
            }
        });
    }

    @Bean
    Step dropOldDeliveries(Steps steps, Retention retention, RunLocks claims) {
        return steps.step("drop-old", (request, run) -> {
            if (!request.does(Part.PARSE)) {
                return; // what is asked for in part is done, and no more
            }
            if (claims.of(run).takeAll()) { // nobody may be at work on what is dropped
                retention.dropOld();
            } else {
                log.info("Others are at work: what is old is dropped by a later run");
            }
        });
    }

    /** Whoever began the run takes it out of the lines again: what it says at the end belongs to it. */
    private static final class RunIdInLines implements JobExecutionListener {

        @Override
        public void beforeJob(JobExecution run) {
            RunLines.begin(run.getId());
        }
    }

    private static List<LocalDate> dates(List<RunDay> days) {
        return days.stream().map(RunDay::day).toList();
    }

    @Bean
    Steps steps(JobRepository repository, PlatformTransactionManager transactions, RunLocks claims) {
        return new Steps(repository, transactions, claims);
    }

    /** Makes steps that are done anew whenever their job is restarted: of one deed in one transaction, or in chunks. */
    record Steps(JobRepository repository, PlatformTransactionManager transactions, RunLocks claims) {

        /** Each deed begins and ends its own. */
        private static final TransactionAttribute NONE =
                new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

        Step step(String name, ObjLongConsumer<RunRequest> deed) {
            var one = new RepeatableTransaction(transactions);
            return repeated(name, (request, step, isFirst) -> {
                one.executeWithoutResult(status -> deed.accept(request, step.getJobExecutionId()));
                return false;
            });
        }

        /** Left out where its part is not asked for. */
        Step step(String name, Part part, ObjLongConsumer<RunRequest> deed) {
            return new OptionalStep(step(name, deed), part, repository);
        }

        /**
         * Of a deed that begins and then goes on chunk by chunk, after each of which the run can be stopped. It shares its work with
         * other processes, and so is in no transaction itself.
         */
        Step shared(String name, Part part, ObjLongConsumer<RunRequest> begin, Chunk next) {
            return new OptionalStep(
                    repeated(name, (request, step, isFirst) -> {
                        if (isFirst) {
                            begin.accept(request, step.getJobExecutionId());
                        }
                        return next.isMoreAfter(request, step);
                    }),
                    part,
                    repository);
        }

        private Step repeated(String name, Repeated deed) {
            return new StepBuilder(name, repository)
                    .tasklet(
                            (contribution, context) -> {
                                var step = contribution.getStepExecution();
                                claims.of(step.getJobExecutionId()).requireHeld();
                                return RepeatStatus.continueIf(deed.isMoreAfter(
                                        RunParameters.request(step.getJobParameters()),
                                        step,
                                        step.getCommitCount() == 0));
                            },
                            transactions)
                    .transactionAttribute(NONE)
                    .allowStartIfComplete(true)
                    .build();
        }

        /** Does the next chunk. */
        interface Chunk {
            boolean isMoreAfter(RunRequest request, StepExecution step);
        }

        private interface Repeated {
            boolean isMoreAfter(RunRequest request, StepExecution step, boolean isFirst);
        }
    }
}
