package vssledger.parse.job;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vssledger.parse.ParseProperties;
import vssledger.parse.resolve.Rederivable;
import vssledger.platform.DateRange;
import vssledger.platform.Progress;
import vssledger.worker.PartitionSteps;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/**
 * The step that derives the days of its job ({@code from}, {@code to}) anew where its parameter {@code reparse} says so, in
 * ranges side by side.
 */
@Configuration(proxyBeanMethods = false)
class ReparseConfiguration {

    static DateRange days(JobParameters job) {
        return new DateRange(
                Objects.requireNonNull(job.getLocalDate("from")), Objects.requireNonNull(job.getLocalDate("to")));
    }

    @Bean
    Step reparseStep(
            JobRepository repository,
            Partitioner reparseRanges,
            PartitionedStep shareOfReparse,
            Partitions partitions,
            Progress progress,
            ParseProperties properties) {
        return new StepBuilder("reparse", repository)
                .partitioner("reparse-range", reparseRanges)
                .partitionHandler(partitions.handler(shareOfReparse, properties::threads, progress::reached))
                .listener(new StepExecutionListener() {
                    @Override
                    public ExitStatus afterStep(StepExecution step) {
                        progress.end();
                        return step.getExitStatus();
                    }
                })
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    PartitionedStep shareOfReparse(Step reparseRangeStep, ParseRules rules) {
        return new PartitionedStep(reparseRangeStep, rules);
    }

    @Bean
    Step reparseRangeStep(PartitionSteps steps, ReparseRange reparseRange) {
        return steps.inChunks("reparse-range", reparseRange);
    }

    @Bean
    @JobScope
    Partitioner reparseRanges(
            Rederivable rederivable,
            Progress progress,
            ParseProperties properties,
            @Value("#{jobParameters['from']}") LocalDate from,
            @Value("#{jobParameters['to']}") LocalDate to,
            @Value("#{jobParameters['reparse']}") @Nullable String reparse) {
        return workers -> {
            if (!Boolean.parseBoolean(reparse)) {
                return Map.of();
            }
            var ranges = rederivable.ranges(new DateRange(from, to), properties.rangeSize());
            progress.begin(
                    "Deriving anew",
                    "sessions",
                    ranges.stream().mapToLong(Rederivable.Range::units).sum());
            return Partitions.inOrder(ranges, Rederivable.Range::toString, Rederivable.Range::toContext);
        };
    }
}
