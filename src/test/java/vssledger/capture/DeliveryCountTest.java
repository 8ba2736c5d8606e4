package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vssledger.testing.Summaries.aSummary;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vssledger.platform.Product;
import vssledger.run.LedgerStatus;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** How many deliveries the inbox holds is exact at any time, though most of them were counted before. */
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class DeliveryCountTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    private static int sessions;

    private long before;

    DeliveryCountTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void allIsCounted() {
        count();
        before = told();
    }

    private void count() {
        ledger.the(DeliveryCount.class).advance();
    }

    /** Once no transaction is open that may be older. */
    private void untilCounted(long deliveries) {
        await().until(() -> {
            count();
            return counted() == deliveries;
        });
    }

    private void comes() {
        ledger.ingest(Product.IVR, aSummary("session " + ++sessions).body());
    }

    private long told() {
        return ledger.the(LedgerStatus.class).now(1).inbox().deliveries();
    }

    private long counted() {
        return Long.parseLong(
                ledger.rows("SELECT deliveries FROM capture.counted").get(0));
    }

    @Test
    void whatCameSinceIsAddedToWhatWasCounted() {
        comes();
        comes();
        assertThat(counted()).isLessThanOrEqualTo(before);
        assertThat(told()).isEqualTo(before + 2);
        untilCounted(before + 2);
        assertThat(told()).isEqualTo(before + 2);
    }

    /** Its number, and its transaction, are older than what was counted before it could be seen. */
    @Test
    void whatIsCommittedLateIsNotLeftOut() throws SQLException {
        try (var late = ledger.db().dataSource().getConnection();
                var insert = late.prepareStatement(
                        "INSERT INTO capture.delivery (received_at, source, body) VALUES ('2026-03-10', 'webhook', ?::json)")) {
            late.setAutoCommit(false);
            insert.setString(1, aSummary("late").body());
            insert.execute();
            comes();
            count();
            assertThat(told()).isEqualTo(before + 1);
            late.commit();
        }
        assertThat(told()).isEqualTo(before + 2);
        untilCounted(before + 2);
    }

    @Test
    void aMonthThatIsDroppedIsTakenOff() {
        comes();
        ledger.run(DAY, DAY);
        comes(); // and is in no count yet when its month goes
        ledger.at("2028-06-01T00:00:00Z");
        comes();
        assertThat(told()).isEqualTo(before + 3);

        ledger.runNightly();

        assertThat(ledger.rows("SELECT sum(deliveries) > 1 FROM capture.dropped_month"))
                .containsExactly("t");
        assertThat(told()).isEqualTo(1);
        untilCounted(1);
    }

    @Test
    void allIsCountedAnewInAServerThatCountsItsTransactionsFromTheBeginning() {
        ledger.jdbc()
                .sql("UPDATE capture.counted SET below = '999999999999', deliveries = deliveries + 17")
                .update();
        assertThat(told()).isEqualTo(before);
        untilCounted(before);
    }
}
