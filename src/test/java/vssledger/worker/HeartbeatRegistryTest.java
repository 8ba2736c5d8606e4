package vssledger.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.platform.ThisProcess;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Who takes partitions is known to the others, and taken for gone by nobody while it lives, least of all by itself. */
@Tag("workers")
@LedgerTest(
        value = {"vss.workers.lease=1s"},
        reuse = LedgerTest.Reuse.NONE)
class HeartbeatRegistryTest {

    private final TestLedger ledger;

    HeartbeatRegistryTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @Test
    void itIsKnownWhateverItsCallerHasNotCommittedYet() {
        new TransactionTemplate(ledger.the(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            ledger.the(Partitions.class).areSharedElsewhere();
            var joined = ledger.rows("SELECT id FROM worker.worker");

            assertThat(joined).hasSize(1);
            awaitBeats(2);
            assertThat(ledger.rows("SELECT id FROM worker.worker")).isEqualTo(joined);
        });
    }

    @Test
    void whoDoesNotStirIsGoneButWhatThisProcessWasBefore() {
        stand("a process that died", "another");
        stand("this process", ThisProcess.TOKEN);

        ledger.the(Partitions.class).areSharedElsewhere();
        await("the silence of the dead")
                .until(() -> ledger.rows("SELECT 1 FROM worker.worker WHERE name = 'a process that died'")
                        .isEmpty());
        awaitBeats(8);

        assertThat(ledger.rows("SELECT is_dead FROM worker.worker WHERE name = 'this process'"))
                .containsExactly("f");
    }

    @Test
    void whoIsGoneLosesTheConnectionsThatItHadAndKeepsThoseOfWhatItIsSince() throws SQLException {
        try (var before = connectionOf("another")) {
            stand("a process that was frozen", "another");
            // whoever took it for gone died before it had ended the connection
            ledger.jdbc()
                    .sql("UPDATE worker.worker SET is_dead = true, dead_since = clock_timestamp()")
                    .update();
            try (var since = connectionOf("another")) {
                ledger.the(Partitions.class).areSharedElsewhere();
                await("the end of what it was before")
                        .until(() -> ledger.rows("SELECT 1 FROM worker.worker WHERE application = 'another'")
                                .isEmpty());

                assertThat(before.isValid(5)).isFalse();
                assertThat(since.isValid(5)).isTrue();
            }
        }
    }

    private Connection connectionOf(String application) throws SQLException {
        var properties = new Properties();
        properties.put("user", ledger.db().user());
        properties.put("password", ledger.db().password());
        properties.put("ApplicationName", application);
        return DriverManager.getConnection(ledger.db().url(), properties);
    }

    private void stand(String name, String application) {
        ledger.jdbc()
                .sql("INSERT INTO worker.worker (id, application, name, is_elsewhere, since)"
                        + " VALUES (gen_random_uuid(), ?, ?, false, now())")
                .params(application, name)
                .update();
    }

    private void awaitBeats(int beats) {
        await("beats")
                .until(() -> !ledger.rows("SELECT 1 FROM worker.worker WHERE heartbeat >= " + beats)
                        .isEmpty());
    }
}
