package vssledger.run.preview;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells what something would change: does it in a transaction, looks which days it touched, and undoes it. */
@Component
public class Preview {

    private final JdbcClient jdbc;
    private final TransactionTemplate undone;

    Preview(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.undone = new TransactionTemplate(transactions);
    }

    /**
     * What would come of it.
     *
     * @param days that it would touch, and the next run carry on, in order
     */
    public record Rehearsed<T>(T result, List<LocalDate> days) {}

    /** Does this work and undoes it; it has to do all that it does in the transaction of its caller. */
    public <T> Rehearsed<T> of(Supplier<T> work) {
        return Objects.requireNonNull(undone.execute(status -> {
            status.setRollbackOnly();
            return new Rehearsed<>(work.get(), touched());
        }));
    }

    private List<LocalDate> touched() {
        return jdbc.sql("SELECT business_day FROM run.touched_day WHERE xid = pg_current_xact_id() ORDER BY 1")
                .query(LocalDate.class)
                .list();
    }
}
