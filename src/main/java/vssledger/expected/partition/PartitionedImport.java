package vssledger.expected.partition;

import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.expected.ExpectedProperties;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportLeftovers;
import vssledger.expected.format.SourceFormat;
import vssledger.expected.line.LineFile;
import vssledger.expected.line.Rejections;
import vssledger.expected.line.StagedLines;
import vssledger.platform.UserException;
import vssledger.worker.PartitionFailedException;
import vssledger.worker.PartitionedStep;
import vssledger.worker.Partitions;

/**
 * Reads a large file in partitions, which threads of this process and workers elsewhere take: a job of its own. One at a time does so,
 * held by a lock of the caller, so that whatever another has left is of one that died.
 */
@Component
public class PartitionedImport {

    /** Name of its job. */
    public static final String JOB = "import";

    private final ExpectedProperties properties;
    private final ImportLeftovers leftovers;
    private final JobOperator operator;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final TransactionTemplate apart;
    private final Partitions partitions;
    private final PartitionedStep importPartitions;
    private final JdbcClient jdbc;

    PartitionedImport(
            ExpectedProperties properties,
            ImportLeftovers leftovers,
            JobOperator operator,
            JobRepository repository,
            PlatformTransactionManager transactions,
            Partitions partitions,
            PartitionedStep importPartitions,
            JdbcClient jdbc) {
        this.properties = properties;
        this.leftovers = leftovers;
        this.operator = operator;
        this.repository = repository;
        this.transactions = transactions;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.partitions = partitions;
        this.importPartitions = importPartitions;
        this.jdbc = jdbc;
    }

    /**
     * One file.
     *
     * @param list of the client's own; null for the only one
     * @param path what it is called where something is wrong with it
     * @param content where its text lies
     */
    public Attempt attempt(ExpectedSource source, @Nullable String list, SourceFormat format, Path path, Path content) {
        return new Attempt(source, list, format, path, content);
    }

    /** One file, which is read in partitions if that is worth it. What is staged is there until this is closed. */
    public final class Attempt implements AutoCloseable {

        private final ExpectedSource source;
        private final @Nullable String list;
        private final SourceFormat format;
        private final Path path;
        private final Path content;
        private final LineFile file;
        private @Nullable ImportPartitionTables tables;

        private Attempt(ExpectedSource source, @Nullable String list, SourceFormat format, Path path, Path content) {
            this.source = source;
            this.list = list;
            this.format = format;
            this.path = path;
            this.content = content;
            this.file = new LineFile(path, content, format);
        }

        /**
         * Not for what one thread has read before others have begun; nor where there are no
         * others, since the database stages beside one thread that reads.
         */
        public boolean isWorthIt() {
            return file.size() >= properties.partitionFrom().toBytes()
                    && (properties.workersHere() > 1 || partitions.areSharedElsewhere());
        }

        /**
         * Reads it to its end.
         *
         * @param read told how many bytes of the file were read, now and then
         * @throws UserException if the file is no text, or not one of its format
         */
        public StagedLines stage(LongConsumer read) {
            // the caller's connection holds its lock, and has nothing else to do meanwhile
            jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = 0").update();
            var run = Objects.requireNonNull(apart.execute(none -> run(step -> readPartitions(step, read))));
            if (run.getStatus() != BatchStatus.COMPLETED) {
                throw failure(path, run);
            }
            return staged();
        }

        private void readPartitions(StepExecution step, LongConsumer read) {
            var ofRun = new ImportPartitionTables(jdbc, step.getJobExecutionId());
            tables = ofRun;
            ofRun.create(format.stagingColumns());
            var cut = new ImportPartitions(ofRun, path, format);
            // half of the way is to store partitions, the other to read them
            var kind = file.cut(properties.partitionBytes(), bytes -> read.accept(bytes / 2), cut);
            var planned = Partitions.inOrder(
                    IntStream.rangeClosed(1, cut.count()).boxed().toList(),
                    number -> Integer.toString(number),
                    number -> ImportPartitionReader.context(source, list, path, kind, number));
            var size = content.toFile().length();
            partitions.run(
                    step,
                    importPartitions,
                    planned,
                    properties.workersHere(),
                    done -> read.accept((size + size * done / cut.count()) / 2));
        }

        /**
         * As if one had read it all.
         *
         * @throws UserException if the file is not one of its format
         */
        private StagedLines staged() {
            var rejections = new Rejections();
            var rows = 0L;
            var skipped = 0L;
            for (var end : Objects.requireNonNull(tables).ends()) {
                if (end.problem() != null) {
                    throw new UserException(end.problem());
                }
                rows += end.rows();
                skipped += end.skipped();
                rejections.addAll(end.rejected(), end.told());
            }
            return new StagedLines(rows, skipped, rejections);
        }

        /** The SQL that takes the rows up finds them as {@code staged}, wherever they lie. */
        public void bind() {
            if (tables != null) {
                jdbc.sql("CREATE TEMPORARY VIEW staged AS SELECT * FROM " + tables.staged())
                        .update();
            }
            // a new table has no statistics, and a plan for a few rows is a bad one for a million
            jdbc.sql("ANALYZE " + (tables == null ? "staged" : tables.staged())).update();
        }

        public void unbind() {
            if (tables != null) {
                jdbc.sql("DROP VIEW staged").update();
            }
        }

        @Override
        public void close() {
            if (tables != null) {
                leftovers.drop(tables);
            }
        }
    }

    private JobExecution run(Consumer<StepExecution> work) {
        var step = new StepBuilder("import-file", repository)
                .tasklet(
                        (contribution, chunk) -> {
                            work.accept(contribution.getStepExecution());
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .build();
        try {
            repository.findRunningJobExecutions(JOB).forEach(operator::recover);
            return operator.start(
                    new JobBuilder(JOB, repository).start(step).build(),
                    new JobParametersBuilder()
                            .addString("attempt", UUID.randomUUID().toString())
                            .toJobParameters());
        } catch (JobExecutionException e) {
            throw new IllegalStateException("The import cannot be started: " + e.getMessage(), e);
        }
    }

    private static RuntimeException failure(Path file, JobExecution run) {
        var cause = run.getAllFailureExceptions().stream().findFirst().orElse(null);
        if (cause instanceof PartitionFailedException) {
            return new UserException(file + " was not imported: " + cause.getMessage() + ". Import it again.", cause);
        }
        return cause instanceof RuntimeException failed
                ? failed
                : new IllegalStateException(
                        "The import ended as " + run.getExitStatus().getExitCode(), cause);
    }
}
