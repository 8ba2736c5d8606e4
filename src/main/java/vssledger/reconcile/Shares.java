package vssledger.reconcile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import vssledger.platform.RunLines;

/** Does work on days in shares of days that follow each other, so many of them side by side. */
final class Shares {

    /** So that a worker whose days are small takes more of them. */
    private static final int SHARES_A_WORKER = 4;

    private final int workers;
    private final Executor executor;

    Shares(int workers) {
        this.workers = workers;
        var limited = new SimpleAsyncTaskExecutor("reconcile-");
        limited.setConcurrencyLimit(workers);
        limited.setTaskDecorator(RunLines.inherited());
        this.executor = limited;
    }

    /** Returns when all of it is done, or has failed; then throws what failed first. */
    void of(Collection<LocalDate> days, Consumer<List<LocalDate>> work) {
        var parts = shares(List.copyOf(days));
        if (parts.size() == 1) {
            work.accept(parts.get(0));
            return;
        }
        var atWork = parts.stream()
                .map(share -> CompletableFuture.runAsync(() -> work.accept(share), executor))
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

    /** As even as can be, the larger ones first. */
    private List<List<LocalDate>> shares(List<LocalDate> days) {
        var shares = new ArrayList<List<LocalDate>>();
        for (var left = Math.min(days.size(), workers * SHARES_A_WORKER); left > 0; left--) {
            var begun = shares.stream().mapToInt(List::size).sum();
            var size = (days.size() - begun + left - 1) / left;
            shares.add(days.subList(begun, begun + size));
        }
        return shares;
    }
}
