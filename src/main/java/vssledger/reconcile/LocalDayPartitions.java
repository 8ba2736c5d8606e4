package vssledger.reconcile;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.ObjLongConsumer;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import vssledger.platform.RunLines;

/** Does shares in threads of this process, so many of them side by side. */
final class LocalDayPartitions implements DayPartitions {

    private final Executor executor;
    private final ObjLongConsumer<DayPartition> work;

    LocalDayPartitions(int workers, ObjLongConsumer<DayPartition> work) {
        var limited = new SimpleAsyncTaskExecutor("reconcile-");
        limited.setConcurrencyLimit(workers);
        limited.setTaskDecorator(RunLines.inherited());
        this.executor = limited;
        this.work = work;
    }

    /** Throws what failed first, as it is. */
    @Override
    public void reconcile(List<DayPartition> shares, long runId) {
        var atWork = shares.stream()
                .map(share -> CompletableFuture.runAsync(() -> work.accept(share, runId), executor))
                .toList();
        try {
            CompletableFuture.allOf(atWork.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw e;
        }
    }
}
