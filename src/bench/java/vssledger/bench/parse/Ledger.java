package vssledger.bench.parse;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;

/** The parse step of the nightly job, as it is: keys, partitions, duplicates, notes, data for a restart. */
final class Ledger implements Contender {

    @Override
    public void parse(String url) throws Exception {
        try (var beans = Running.beans(url)) {
            var job = new JobBuilder("bench", beans.getBean(JobRepository.class))
                    .start(beans.getBean("parseStep", Step.class))
                    .build();
            Running.time(() -> {
                var run = beans.getBean(JobOperator.class).start(job, new JobParameters());
                if (run.getStatus() != BatchStatus.COMPLETED) {
                    throw new IllegalStateException(run.toString());
                }
            });
        }
    }
}
