package vssledger.platform.db;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does work in a transaction of its own on one snapshot of the database: whatever others write meanwhile, all that the work reads is
 * of one moment. A snapshot can be shared, by PostgreSQL's name of it, among transactions of any process.
 */
@Component
public class Snapshots {

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final TransactionTemplate outside;

    public Snapshots(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.reading = onOneSnapshot(transactions);
        this.reading.setReadOnly(true);
        this.writing = onOneSnapshot(transactions);
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    private static TransactionTemplate onOneSnapshot(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return template;
    }

    /** Does work that writes nothing. */
    public <T> T read(Supplier<T> work) {
        return Objects.requireNonNull(reading.execute(status -> work.get()));
    }

    /** Does work that writes nothing. */
    public void read(Runnable work) {
        reading.executeWithoutResult(status -> work.run());
    }

    /** Does work that writes nothing, on a snapshot that is held. */
    public void read(String snapshot, Runnable work) {
        read(() -> on(snapshot, work));
    }

    /**
     * Does work that writes, too.
     *
     * @throws org.springframework.dao.ConcurrencyFailureException if it changes what others changed since the snapshot
     */
    public void write(Runnable work) {
        writing.executeWithoutResult(status -> work.run());
    }

    /** Does work that writes, too, on a snapshot that is held. */
    public void write(String snapshot, Runnable work) {
        write(() -> on(snapshot, work));
    }

    private void on(String snapshot, Runnable work) {
        jdbc.sql("SET TRANSACTION SNAPSHOT '" + snapshot + "'").update();
        work.run();
    }

    /**
     * Holds what the caller's transaction sees as a snapshot, for as long as work goes on that is told its name. The work is in no
     * transaction itself, so that others see at once what it writes. Wants a transaction.
     */
    public void hold(Consumer<String> work) {
        var snapshot =
                jdbc.sql("SELECT pg_export_snapshot()").query(String.class).single();
        outside.executeWithoutResult(apart -> work.accept(snapshot));
    }
}
