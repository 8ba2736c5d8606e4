package vssledger.worker;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import vssledger.platform.RunLines;
import vssledger.platform.db.RepeatableTransaction;
import vssledger.platform.text.Reason;
import vssledger.worker.PartitionTable.State;
import vssledger.worker.PartitionTable.Taken;

/** Does partitions that this process took, each from where its last holder left it. */
@Component
class PartitionWork {

    private static final Logger log = LoggerFactory.getLogger(PartitionWork.class);

    /** After so many processes lost it, it is not the processes. */
    private static final int TAKEN_AT_MOST = 5;

    private final PartitionTable partitions;
    private final JobRepository repository;
    private final ObjectProvider<PartitionedStep> steps;
    private final Queue<Taken> notToldOf = new ConcurrentLinkedQueue<>();
    private volatile boolean leaving;

    PartitionWork(PartitionTable partitions, JobRepository repository, ObjectProvider<PartitionedStep> steps) {
        this.partitions = partitions;
        this.repository = repository;
        this.steps = steps;
    }

    List<PartitionedStep> steps() {
        return steps.stream().toList();
    }

    /** From now on each partition in hand is let go after its current chunk. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Works on one after the other, until there is none or this process is about to end. */
    void onEach(Supplier<Optional<Taken>> next) {
        for (var taken = next.get(); taken.isPresent(); taken = leaving ? Optional.empty() : next.get()) {
            on(taken.get());
        }
    }

    /** Lets go what ended without a word, since the database did not answer. */
    void letGo() {
        for (var taken = notToldOf.peek(); taken != null; taken = notToldOf.peek()) {
            partitions.end(taken, State.FREE, null);
            notToldOf.remove(taken);
        }
    }

    /** Works on it to its end, or until it is lost. */
    private void on(Taken taken) {
        log.debug("Taking partition {} of run {}: {}", taken.stepExecutionId(), taken.runId(), taken.step());
        RunLines.begin(taken.runId());
        try {
            var execution = repository.getStepExecution(taken.stepExecutionId());
            if (execution == null) {
                partitions.end(taken, State.FAILED, "Its step is not known to this database");
            } else if (execution.getStatus() == BatchStatus.COMPLETED) { // its last holder had not come to tell
                partitions.end(taken, State.DONE, null);
            } else {
                execute(taken, execution);
            }
        } catch (RuntimeException e) {
            notToldOf.add(taken);
            throw e;
        } finally {
            RunLines.end();
        }
    }

    private void execute(Taken taken, StepExecution execution) {
        execution.setStatus(BatchStatus.STARTING);
        execution.setExitStatus(ExitStatus.EXECUTING);
        try {
            new Lease(partitions, taken, this::isLeaving)
                    .during(() -> step(taken.step()).execute(execution));
        } catch (JobInterruptedException e) {
            log.debug("Partition {} was stopped", taken.stepExecutionId(), e);
        } catch (OptimisticLockingFailureException e) {
            execution.addFailureException(e); // who had it before has just told its end: it is to be looked at anew
        } catch (Exception e) {
            execution.addFailureException(e);
            execution.setStatus(BatchStatus.FAILED);
        }
        switch (execution.getStatus()) {
            case COMPLETED -> partitions.end(taken, State.DONE, null);
            case STOPPED -> partitions.end(taken, State.STOPPED, null);
            default -> failed(taken, execution);
        }
    }

    private void failed(Taken taken, StepExecution execution) {
        var problem = execution.getFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException(
                        "It ended as " + execution.getExitStatus().getExitCode()));
        log.debug("Partition {} was not brought to its end", taken.stepExecutionId(), problem);
        if (isLoss(problem) && taken.times() < TAKEN_AT_MOST) {
            partitions.end(taken, State.FREE, null);
        } else {
            partitions.end(taken, State.FAILED, Reason.inFull(problem));
        }
    }

    /**
     * Whether it says nothing of the partition itself: this process ends, or lost it, or its connection, or PostgreSQL ended its
     * transaction in favour of another. A database that has no
     * connection or no room left is not waited for: that would be silent, and it lasts until somebody mends it.
     */
    private static boolean isLoss(Throwable problem) {
        return !hasNoRoomLeft(problem)
                && Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> RepeatableTransaction.mayPass(cause)
                                || cause instanceof Lease.PartitionLostException
                                || cause instanceof OptimisticLockingFailureException
                                || cause instanceof SQLTransientConnectionException
                                || (cause instanceof SQLException sql && isOfConnection(sql.getSQLState())));
    }

    private static boolean hasNoRoomLeft(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("53"));
    }

    private static boolean isOfConnection(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private Step step(String name) {
        return steps().stream()
                .map(PartitionedStep::step)
                .filter(step -> step.getName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("There is no step " + name + " of which to do a partition"));
    }
}
