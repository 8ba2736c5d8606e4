package vssledger.console.page;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import vssledger.platform.DateRange;
import vssledger.run.NightlyRuns;
import vssledger.run.RunFailedException;
import vssledger.run.RunOrigin;
import vssledger.run.RunRequest;
import vssledger.run.RunStoppedException;
import vssledger.run.Runs;
import vssledger.run.history.RunSummary;

/** Runs that are started from a page, and go on when it is closed. */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class StartedRuns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StartedRuns.class);
    private static final int LOOKS = 50;
    private static final int BETWEEN_LOOKS_MS = 100;

    /** Others start runs, too. */
    private static final int AMONG = 10;

    private final NightlyRuns nightly;
    private final Runs runs;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "run from the console");
        thread.setDaemon(true);
        return thread;
    });

    StartedRuns(NightlyRuns nightly, Runs runs) {
        this.nightly = nightly;
        this.runs = runs;
    }

    /**
     * Starts it, and tells its number once it has one; empty where it has none after some seconds.
     *
     * @throws vssledger.platform.UserException if another run holds these days, or they cannot be run
     */
    public OptionalLong start(RunRequest request, RunOrigin asked) {
        return begin(request.range(), () -> nightly.run(request, asked));
    }

    /**
     * Goes on where this one ended before its end, and tells the number under which it does, as above.
     *
     * @throws vssledger.platform.UserException if it came to its end, or another run holds its days
     */
    OptionalLong goOn(RunSummary run, RunOrigin asked) {
        return begin(run.range(), () -> runs.restart(run.id(), asked));
    }

    private OptionalLong begin(DateRange range, Runnable run) {
        var last = runs.list(1).stream().mapToLong(RunSummary::id).max().orElse(0);
        var work = CompletableFuture.runAsync(() -> toItsEnd(run), threads);
        for (var look = 0; look < LOOKS; look++) {
            var isOver = hasEnded(work);
            var found = runs.list(AMONG).stream()
                    .filter(one -> one.id() > last && one.range().equals(range))
                    .mapToLong(RunSummary::id)
                    .min();
            if (isOver || found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    private static void toItsEnd(Runnable run) {
        try {
            run.run();
        } catch (RunFailedException e) {
            log.error("{}", e.getMessage()); // the page of the run tells it
        } catch (RunStoppedException e) {
            log.info("{}", e.getMessage());
        }
    }

    /** Within a moment; what it could not even begin with is thrown. */
    private static boolean hasEnded(CompletableFuture<Void> work) {
        try {
            work.get(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** What is under way ends with its connection to the database, and is gone on with by the next run of its days. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
