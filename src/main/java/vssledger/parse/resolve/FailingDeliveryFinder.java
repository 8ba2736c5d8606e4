package vssledger.parse.resolve;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Says which delivery it is where work on a chunk of them fails: what is written set by set does not tell. The chunk is
 * halved, and halved again, until one delivery is left, or the fewest that fail only together.
 */
@Component
public class FailingDeliveryFinder {

    private static final Logger log = LoggerFactory.getLogger(FailingDeliveryFinder.class);

    /** Under which a step that failed keeps their numbers, separated by commas. */
    private static final String CONTEXT = "failingDeliveries";

    private final JdbcTemplate jdbc;

    FailingDeliveryFinder(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Does the work on these, in the transaction of the caller. Should it fail because of what they say, that transaction
     * is rolled back, and used for the search.
     *
     * @param verb what is done to them, such as {@code written}
     * @throws DeliveryFailureException which says whose fault it is
     * @throws RuntimeException as the work throws it, where it is nobody's: a database that is away, a lock not to be had
     */
    public <T> void doOrName(List<T> chunk, ToLongFunction<T> deliveryId, String verb, Consumer<List<T>> work) {
        try {
            work.accept(chunk);
        } catch (DeliveryFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            throw DeliveryFailureException.mayBeOfData(e) ? search(chunk, deliveryId, verb, work, e) : e;
        }
    }

    private <T> RuntimeException search(
            List<T> chunk,
            ToLongFunction<T> deliveryId,
            String verb,
            Consumer<List<T>> work,
            RuntimeException failure) {
        log.warn("One of {} deliveries cannot be {}; looking which", chunk.size(), verb);
        try {
            rollBack();
            var search = new Search<>(work);
            if (!search.fails(chunk)) {
                return failure; // whatever it was has passed
            }
            var failing = search.among(chunk, List.of());
            var why = search.why(failing);
            var rest = new ArrayList<>(chunk);
            rest.removeAll(failing);
            return DeliveryFailureException.of(
                    failing.stream().map(deliveryId::applyAsLong).sorted().toList(),
                    verb,
                    !rest.isEmpty() && search.fails(rest),
                    why == null ? failure : why);
        } catch (DeliveryFailureException e) {
            return e;
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    /** Of the connection alone: the caller's transaction ends with an exception all the same, and each try begins anew. */
    private void rollBack() {
        jdbc.execute((ConnectionCallback<Boolean>) FailingDeliveryFinder::rollBack);
    }

    private static boolean rollBack(Connection connection) throws SQLException {
        connection.rollback();
        return true;
    }

    /** Keeps in a step's context for whom it failed; it may have been for others before. */
    public static void keep(StepExecution step) {
        step.getExecutionContext().remove(CONTEXT);
        step.getFailureExceptions().stream()
                .filter(DeliveryFailureException.class::isInstance)
                .map(DeliveryFailureException.class::cast)
                .findFirst()
                .ifPresent(failure -> step.getExecutionContext()
                        .putString(
                                CONTEXT,
                                failure.deliveryIds().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","))));
    }

    /** Tries of the same work on fewer and fewer. */
    private final class Search<T> {

        private final Consumer<List<T>> work;

        Search(Consumer<List<T>> work) {
            this.work = work;
        }

        /** The fewest of these that fail, beside some that do not. */
        List<T> among(List<T> failing, List<T> beside) {
            if (failing.size() == 1) {
                return failing;
            }
            var first = failing.subList(0, failing.size() / 2);
            var second = failing.subList(failing.size() / 2, failing.size());
            if (fails(both(beside, first))) {
                return among(first, beside);
            }
            if (fails(both(beside, second))) {
                return among(second, beside);
            }
            var ofSecond = among(second, both(beside, first));
            return both(among(first, both(beside, ofSecond)), ofSecond);
        }

        boolean fails(List<T> some) {
            return why(some) != null;
        }

        /** Null where they do not fail; nothing of the try stays. */
        @Nullable RuntimeException why(List<T> some) {
            try {
                work.accept(some);
                return null;
            } catch (RuntimeException e) {
                if (!DeliveryFailureException.mayBeOfData(e)) {
                    throw e;
                }
                return e;
            } finally {
                rollBack();
            }
        }

        private List<T> both(List<T> some, List<T> others) {
            var both = new ArrayList<>(some);
            both.addAll(others);
            return both;
        }
    }
}
