package vssledger.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Requests wake all that listen, once they are committed, and again after the database was away. */
@LedgerTest(reuse = LedgerTest.Reuse.NONE)
class PartitionRequestsTest {

    private static final String LISTENERS =
            "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'";

    private final AtomicInteger calls = new AtomicInteger();
    private final TestLedger ledger;
    private PartitionRequests requests;

    PartitionRequestsTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void listen() {
        requests = ledger.the(PartitionRequests.class);
        requests.listen(calls::incrementAndGet);
        awaitCalls(1); // as it begins
    }

    @Test
    void aRequestIsHeardOnceItIsCommitted() {
        new TransactionTemplate(ledger.the(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            requests.send();
            assertThat(calls).hasValue(1);
        });
        awaitCalls(2);

        requests.send();
        awaitCalls(3);
    }

    @Test
    void whoLostItsConnectionLooksAndListensAgain() {
        assertThat(ledger.rows("SELECT pg_terminate_backend(pid) " + LISTENERS)).containsExactly("t");
        awaitCalls(2);

        requests.send();
        awaitCalls(3);
        assertThat(ledger.rows("SELECT count(*) " + LISTENERS)).containsExactly("1");
    }

    private void awaitCalls(int expected) {
        await().untilAsserted(() -> assertThat(calls).hasValue(expected));
    }
}
