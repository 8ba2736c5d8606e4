package vssledger.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts the embedded PostgreSQL as soon as the settings are known, while Spring is still putting the program together: each takes
 * about as long as the other. Does nothing if the settings name another database.
 */
public final class EarlyDatabase implements ApplicationContextInitializer<GenericApplicationContext>, AutoCloseable {

    private @Nullable CompletableFuture<LocalPostgres> started;
    private boolean isTaken;

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        var url = environment.getProperty("spring.datasource.url");
        if (url == null || url.equals("embedded")) {
            var home = Path.of(environment.getProperty("vss.home", "."));
            var starting = new CompletableFuture<LocalPostgres>();
            new Thread(() -> start(home.resolve("var").normalize(), starting), "embedded-postgres").start();
            started = starting;
            context.registerBean(EarlyDatabase.class, () -> this, definition -> definition.setDestroyMethodName(""));
        }
    }

    private static void start(Path folder, CompletableFuture<LocalPostgres> starting) {
        try {
            starting.complete(LocalPostgres.open(folder));
        } catch (Throwable e) { // for whoever asks for it
            starting.completeExceptionally(e);
        }
    }

    /** The server, once it runs. It belongs to the caller, who closes it. */
    public LocalPostgres take() {
        if (started == null) {
            throw new IllegalStateException("No embedded PostgreSQL is being started");
        }
        try {
            var server = started.join();
            isTaken = true;
            return server;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Ends the server if nobody has taken it. */
    @Override
    public void close() {
        if (started == null || isTaken) {
            return;
        }
        try {
            started.join().close();
        } catch (CompletionException e) {
            // it did not start, and nobody had asked for it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
