package vssledger.platform.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.text.Reason;

/**
 * A transaction that is done again if PostgreSQL ended it in favour of others: after a deadlock (40P01) or a serialization failure
 * (40001). Nothing of it is kept then, and another try can succeed. What it does must change nothing but the database, so that it can
 * be done twice. A transaction that joins the caller's is not done again by itself, since it is the caller's that was ended.
 */
public final class RepeatableTransaction extends TransactionTemplate {

    private static final Logger log = LoggerFactory.getLogger(RepeatableTransaction.class);
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private static final RetryTemplate AGAIN = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(4)
            .delay(Duration.ofMillis(50))
            .jitter(Duration.ofMillis(40))
            .multiplier(3)
            .predicate(RepeatableTransaction::mayPass)
            .build());

    public RepeatableTransaction(PlatformTransactionManager transactions) {
        super(transactions);
    }

    /** Whether PostgreSQL ended a transaction for the sake of others, so that the same can be done again. */
    public static boolean mayPass(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState())));
    }

    /**
     * Does work again, as often as this, that begins and ends a transaction of its own.
     *
     * @param work changes nothing but the database
     */
    public static <T extends @Nullable Object> T repeat(Supplier<T> work) {
        return AGAIN.invoke(() -> {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (mayPass(e)) {
                    log.warn("A transaction was ended in favour of another: {}", Reason.of(e));
                }
                throw e;
            }
        });
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        return joinsAnother() ? super.execute(action) : repeat(() -> super.execute(action));
    }

    private boolean joinsAnother() {
        return getPropagationBehavior() != TransactionDefinition.PROPAGATION_REQUIRES_NEW
                && TransactionSynchronizationManager.isActualTransactionActive();
    }
}
