package vssledger.report;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is read in one of them is of one moment, though others write meanwhile. Nothing is written. */
@Component
class Snapshots {

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate outside;

    Snapshots(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        this.outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(snapshot.execute(status -> work.get()));
    }

    void in(Runnable work) {
        snapshot.executeWithoutResult(status -> work.run());
    }

    /** Holds one that others can be in, too, by its name, for as long as this work goes on; the work itself is in no transaction. */
    void hold(Consumer<String> work) {
        snapshot.executeWithoutResult(status -> {
            var name =
                    jdbc.sql("SELECT pg_export_snapshot()").query(String.class).single();
            outside.executeWithoutResult(apart -> work.accept(name));
        });
    }

    /** In one that another process may hold. */
    void in(String name, Runnable work) {
        snapshot.executeWithoutResult(status -> {
            jdbc.sql("SET TRANSACTION SNAPSHOT '" + name + "'").update();
            work.run();
        });
    }
}
