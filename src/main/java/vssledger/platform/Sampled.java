package vssledger.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * A value that is costly to find out, for metrics: found out when it is asked for, but at most every 15 seconds, and in a
 * thread of its own, so that a database that hangs does not hold up those who ask.
 */
public final class Sampled<T> {

    public static final Duration EVERY = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Sampled.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<T> source;
    private final Clock clock;
    private final Duration patience;
    private CompletableFuture<T> answer = CompletableFuture.failedFuture(new IllegalStateException("not asked yet"));
    private @Nullable Instant askedAt;

    public Sampled(String name, Clock clock, Supplier<T> source) {
        this(name, clock, PATIENCE, source);
    }

    Sampled(String name, Clock clock, Duration patience, Supplier<T> source) {
        this.name = name;
        this.clock = clock;
        this.patience = patience;
        this.source = source;
    }

    /** The value, as it was within the last 15 seconds; empty while it cannot be found out. */
    public synchronized Optional<T> now() {
        if (!isDue()) {
            return known();
        }
        askedAt = clock.instant();
        answer = CompletableFuture.supplyAsync(this::ask, this::run);
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean isDue() {
        if (askedAt == null) {
            return true;
        }
        var old = Duration.between(askedAt, clock.instant()).abs().compareTo(EVERY) >= 0;
        return old && answer.isDone();
    }

    private Optional<T> known() {
        return answer.isDone() && !answer.isCompletedExceptionally() ? Optional.of(answer.join()) : Optional.empty();
    }

    private T ask() {
        try {
            return source.get();
        } catch (RuntimeException e) {
            log.warn(
                    "{} cannot be found out now: {}",
                    name,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            throw e;
        }
    }

    private void run(Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
