package vssledger.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;
import vssledger.platform.RunLines;
import vssledger.worker.PartitionTable.State;

/**
 * Has the partitions of steps done: threads of this process and workers elsewhere take them, whoever is free first. What a process
 * loses, because it died, stood still or was cut off, is taken by the others.
 */
@Component
public class Partitions {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Of a step, in Spring Batch's table. */
    private static final int LONGEST_NAME = 100;

    private final PartitionTable table;
    private final PartitionWork work;
    private final HeartbeatRegistry heartbeats;
    private final PartitionRequests requests;
    private final JobRepository repository;

    Partitions(
            PartitionTable table,
            PartitionWork work,
            HeartbeatRegistry heartbeats,
            PartitionRequests requests,
            JobRepository repository) {
        this.table = table;
        this.work = work;
        this.heartbeats = heartbeats;
        this.requests = requests;
        this.repository = repository;
        heartbeats.afterEachHeartbeat(work::letGo);
    }

    /**
     * Names partitions in the order in which they are to be taken: their steps are numbered in the order of this map, and of those that are
     * free the lowest number is taken first.
     *
     * @param context that says to the step what its partition is
     */
    public static <T> Map<String, ExecutionContext> inOrder(
            List<T> partitions, Function<? super T, String> name, Function<? super T, ExecutionContext> context) {
        var inOrder = new LinkedHashMap<String, ExecutionContext>();
        partitions.forEach(partition -> inOrder.put(name.apply(partition), context.apply(partition)));
        return inOrder;
    }

    /**
     * Has the partitions of a step done; it throws {@link PartitionFailedException} where one could not be.
     *
     * @param partitioned the step that does a partition
     * @param threads of this process that do some side by side
     * @param read is told, while they are at work, how much was read in all
     */
    public PartitionHandler handler(
            PartitionedStep partitioned, ToIntFunction<StepExecution> threads, LongConsumer read) {
        return (splitter, manager) -> {
            var here = threads.applyAsInt(manager);
            var ids = splitter.split(manager, here).stream()
                    .map(StepExecution::getId)
                    .sorted()
                    .toList();
            return done(manager, ids, partitioned, here, read);
        };
    }

    /**
     * Has partitions of a step done that its caller has made; it throws {@link PartitionFailedException} if one of them failed. It must not
     * be called in a transaction, because others have to see the partitions.
     *
     * @param partitions as {@link #inOrder} gives them
     * @param threads of this process that do some side by side
     * @param read is told, while they are at work, how much was read in all
     */
    public void run(
            StepExecution step,
            PartitionedStep partitioned,
            Map<String, ExecutionContext> partitions,
            int threads,
            LongConsumer read) {
        var ids = partitions.entrySet().stream()
                .map(partition -> {
                    var execution = repository.createStepExecution(
                            name(partitioned.step().getName() + ":" + partition.getKey()), step.getJobExecution());
                    execution.setExecutionContext(partition.getValue());
                    repository.updateExecutionContext(execution);
                    return execution.getId();
                })
                .sorted()
                .toList();
        done(step, ids, partitioned, threads, read);
    }

    /** Whether workers elsewhere would take some. */
    public boolean areSharedElsewhere() {
        heartbeats.begin(false);
        return table.hasTakersBeside(heartbeats.id());
    }

    /** As long as there is room for it. */
    private static String name(String partition) {
        return partition.substring(0, Math.min(partition.length(), LONGEST_NAME));
    }

    /**
     * Takes away what is left of runs of a job whose process died, or lost them: when this returns, nobody works for them any
     * more.
     */
    public void withdrawAllBut(String job, Collection<Long> liveRuns) {
        heartbeats.begin(false); // so that whoever holds one and does not stir is seen to
        table.withdrawAllBut(job, liveRuns);
    }

    private Collection<StepExecution> done(
            StepExecution manager, List<Long> ids, PartitionedStep partitioned, int threads, LongConsumer read) {
        if (ids.isEmpty()) {
            return List.of();
        }
        heartbeats.begin(false);
        table.offer(
                manager.getId(),
                manager.getJobExecution().getJobInstance().getJobName(),
                manager.getJobExecutionId(),
                partitioned.step().getName(),
                partitioned.rules().get(),
                ids);
        if (table.hasTakersBeside(heartbeats.id())) {
            requests.send();
        }
        takeUntilAllEnded(manager.getId(), Math.min(threads, ids.size()), read);
        read.accept(table.read(manager.getId()));
        return ended(manager.getId(), ids);
    }

    private void takeUntilAllEnded(long manager, int threads, LongConsumer read) {
        var side = new SimpleAsyncTaskExecutor("partition-");
        side.setTaskDecorator(RunLines.inherited());
        var takers = new ArrayList<CompletableFuture<Void>>();
        var ended = new CountDownLatch(1);
        for (var n = 0; n < threads; n++) {
            takers.add(CompletableFuture.runAsync(() -> takeWhileOpen(manager, ended), side));
        }
        var all = CompletableFuture.allOf(takers.toArray(CompletableFuture[]::new));
        while (true) {
            try {
                all.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                read.accept(table.read(manager));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while partitions are at work", e);
            } catch (java.util.concurrent.ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
            }
        }
    }

    /** The last ones wait with their step for those that others hold: to take what these lose. */
    private void takeWhileOpen(long manager, CountDownLatch ended) {
        do {
            work.onEach(() -> table.takeOf(manager, heartbeats.id()));
            if (table.open(manager) == 0) {
                ended.countDown();
            }
        } while (!isOpenedWithin(LOOK_AGAIN, ended));
    }

    /** Waits at most so long. */
    private static boolean isOpenedWithin(Duration time, CountDownLatch latch) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others are at work on partitions", e);
        }
    }

    private Collection<StepExecution> ended(long manager, List<Long> ids) {
        var ends = table.close(manager);
        if (ends.size() < ids.size()) {
            throw new PartitionFailedException(
                    "This process lost the run, and another process withdrew its partitions");
        }
        ends.stream()
                .filter(end -> end.state() == State.FAILED)
                .min(Comparator.comparing(PartitionTable.End::stepExecutionId))
                .ifPresent(failed -> {
                    throw new PartitionFailedException(String.valueOf(failed.problem()));
                });
        return ends.stream()
                .map(end -> Objects.requireNonNull(repository.getStepExecution(end.stepExecutionId())))
                .toList();
    }
}
