package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.testing.TestDatabase;

/** What PostgreSQL ends in favour of others is done again, and nothing else. */
class RepeatableTransactionTest {

    @SuppressWarnings("NullAway.Init")
    private static TestDatabase db;

    @SuppressWarnings("NullAway.Init")
    private static JdbcTransactionManager transactions;

    private final AtomicInteger tries = new AtomicInteger();

    @BeforeAll
    static void open() {
        db = TestDatabase.empty();
        transactions = new JdbcTransactionManager(db.dataSource());
        execute("CREATE TABLE account (id integer PRIMARY KEY, amount integer NOT NULL)");
    }

    @AfterAll
    static void close() {
        db.close();
    }

    @BeforeEach
    void twoAccounts() {
        execute("TRUNCATE account");
        execute("INSERT INTO account VALUES (1, 0), (2, 0)");
    }

    @Test
    void aDeadlockIsSurvived() throws Exception {
        var bothHoldOne = new CountDownLatch(2);
        var other = CompletableFuture.runAsync(() -> otherWay(bothHoldOne));

        new RepeatableTransaction(transactions).executeWithoutResult(status -> {
            execute("SET LOCAL deadlock_timeout = '20ms'"); // this one notices first, and is the one that is ended
            add(1);
            if (tries.incrementAndGet() == 1) {
                await(bothHoldOne);
            }
            add(2);
        });

        other.get(30, TimeUnit.SECONDS);
        assertThat(tries).hasValue(2);
        assertThat(amounts()).isEqualTo("2,2");
    }

    /** Another connection, which takes the two accounts in the other order. */
    private static void otherWay(CountDownLatch bothHoldOne) {
        try (var connection = db.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL deadlock_timeout = '60s'");
            statement.execute("UPDATE account SET amount = amount + 1 WHERE id = 2");
            await(bothHoldOne);
            statement.execute("UPDATE account SET amount = amount + 1 WHERE id = 1");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSerializationFailureIsSurvived() {
        var transaction = new RepeatableTransaction(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        transaction.executeWithoutResult(status -> {
            amounts();
            if (tries.incrementAndGet() == 1) {
                elsewhere("UPDATE account SET amount = amount + 1 WHERE id = 1");
            }
            add(1);
        });

        assertThat(tries).hasValue(2);
        assertThat(amounts()).isEqualTo("2,0");
    }

    @Test
    void aTransactionThatJoinsAnotherLeavesItToThatOne() {
        var outer = new TransactionTemplate(transactions);

        assertThatThrownBy(() -> outer.executeWithoutResult(
                        status -> new RepeatableTransaction(transactions).executeWithoutResult(inner -> fail("40001"))))
                .isInstanceOf(DataAccessException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void itIsGivenUpAfterFiveTries() {
        assertThatThrownBy(() -> new RepeatableTransaction(transactions).executeWithoutResult(status -> fail("40P01")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("made up");
        assertThat(tries).hasValue(5);
    }

    @Test
    void whatFailsForItsOwnSakeIsNotDoneAgain() {
        assertThatThrownBy(() -> new RepeatableTransaction(transactions).executeWithoutResult(status -> fail("23505")))
                .isInstanceOf(DataAccessException.class);
        assertThat(tries).hasValue(1);
    }

    private void fail(String state) {
        tries.incrementAndGet();
        execute("DO $$ BEGIN RAISE 'made up' USING ERRCODE = '" + state + "'; END $$");
    }

    private static void await(CountDownLatch latch) {
        latch.countDown();
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(int id) {
        execute("UPDATE account SET amount = amount + 1 WHERE id = " + id);
    }

    private static void execute(String sql) {
        jdbc().execute(sql);
    }

    private static void elsewhere(String sql) {
        try (var connection = db.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String amounts() {
        return String.valueOf(
                jdbc().queryForObject("SELECT string_agg(amount::text, ',' ORDER BY id) FROM account", String.class));
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(db.dataSource());
    }
}
