package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.platform.Product;
import vssledger.testing.LedgerTest;
import vssledger.testing.Summaries;
import vssledger.testing.TestLedger;

/** The inbox by month: made ahead, and dropped after its time. */
@Tag("runs")
@LedgerTest(reuse = LedgerTest.Reuse.NONE)
class DeliveryMonthsTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    DeliveryMonthsTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @Test
    void thisMonthAndTheNextTwoAreThere() {
        ledger.the(DeliveryMonths.class).makeAhead();
        ledger.the(DeliveryMonths.class).makeAhead();

        assertThat(months()).containsExactly("delivery_2026_03", "delivery_2026_04", "delivery_2026_05");
    }

    @Test
    void whatCameOutsideOfAnyMonthIsMovedIntoItsOwn() {
        ledger.ingest(Product.IVR, "{\"n\":1}");
        insert("2025-12-31T23:59:59.999999Z", "{\"n\":2}");
        insert("2026-01-01T00:00:00Z", "{\"n\":3}");
        var before = ledger.rows("SELECT id, received_at, body, xid FROM capture.delivery ORDER BY id");

        ledger.the(DeliveryMonths.class).makeAhead();

        assertThat(ledger.rows("SELECT tableoid::regclass, body FROM capture.delivery ORDER BY id"))
                .containsExactly(
                        "capture.delivery_2026_03 | {\"n\":1}",
                        "capture.delivery_2025_12 | {\"n\":2}",
                        "capture.delivery_2026_01 | {\"n\":3}");
        assertThat(ledger.rows("SELECT id, received_at, body, xid FROM capture.delivery ORDER BY id"))
                .isEqualTo(before);
    }

    @Test
    void noDeliveryIsRefusedWhileItsMonthIsMade() throws Exception {
        insert("2025-12-01T00:00:00Z", "{\"n\":1}");
        CompletableFuture<Void> making;
        CompletableFuture<Void> delivering;
        try (var reader = ledger.db().dataSource().getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM capture.delivery_other");
            making = CompletableFuture.runAsync(
                    () -> ledger.the(DeliveryMonths.class).makeAhead());
            awaitWaiting(1);
            delivering = CompletableFuture.runAsync(() -> insert("2025-12-01T00:00:01Z", "{\"n\":2}"));
            awaitWaiting(2);
            reader.commit();
        }
        making.get(30, TimeUnit.SECONDS);
        delivering.get(30, TimeUnit.SECONDS);

        assertThat(ledger.rows("SELECT id, tableoid::regclass, body FROM capture.delivery ORDER BY id"))
                .containsExactly(
                        "1 | capture.delivery_2025_12 | {\"n\":1}", "2 | capture.delivery_2025_12 | {\"n\":2}");
    }

    @Test
    void aMonthGoesOnceItsLastDayWasKeptLongEnough() {
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body(), "[]");
        ledger.run(DAY, DAY);

        ledger.at("2027-05-05T23:59:59Z"); // 400 days after 31 March
        ledger.runNightly();
        assertThat(months()).contains("delivery_2026_03");

        ledger.at("2027-05-06T00:00:00Z");
        ledger.runNightly();
        assertThat(months()).doesNotContain("delivery_2026_03").contains("delivery_2027_05");
        assertThat(ledger.rows("SELECT month, deliveries FROM capture.dropped_month"))
                .containsExactly("2026-03-01 | 1");
        assertThat(ledger.rows("SELECT 1 FROM capture.rejected")).isEmpty();
    }

    @Test
    void theBooksOfItsDaysStillBalance() {
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body(), "{}");
        ledger.jdbc().sql("UPDATE capture.delivery SET body = body").update();
        var before = ledger.run(DAY, DAY).controlTotal();
        ledger.jdbc().sql("UPDATE parse.quarantine SET resolved_at = now()").update();
        ledger.jdbc()
                .sql("UPDATE parse.outcome SET outcome = 'NOT_VSS' WHERE outcome = 'QUARANTINED'")
                .update();
        ledger.at("2027-06-01T00:00:00Z");
        ledger.runNightly();
        assertThat(ledger.rows("SELECT 1 FROM capture.delivery")).isEmpty();

        var after = ledger.run(DAY, DAY).controlTotal();

        assertThat(after.facts()).isEqualTo(before.facts());
        assertThat(after.deliveries()).isEqualTo(before.deliveries());
    }

    @Test
    void aMonthWithADeliveryThatIsNotParsedStays() {
        ledger.ingest(Product.IVR, Summaries.aSummary("1").body());
        ledger.at("2027-06-01T00:00:00Z");

        assertThat(ledger.the(DeliveryMonths.class)
                        .dropOld(
                                (from, to) -> ledger.the(vssledger.parse.Unparsed.class)
                                        .none(from, to),
                                month -> false,
                                false))
                .isEmpty();
        assertThat(ledger.rows("SELECT body FROM capture.delivery")).hasSize(1);
    }

    @Test
    void aMonthWithADeliveryInQuarantineStays() {
        ledger.ingest(Product.IVR, "{}");
        ledger.run(DAY, DAY);
        ledger.at("2027-06-01T00:00:00Z");
        ledger.runNightly();

        assertThat(ledger.rows("SELECT body FROM capture.delivery")).containsExactly("{}");
    }

    @Test
    void batchesAreRememberedForAMonth() {
        ledger.ingest(Product.IVR, "{}");
        ledger.jdbc()
                .sql("UPDATE capture.batch SET stored_at = '2026-03-10T06:00:00Z'")
                .update();

        ledger.at("2026-04-09T06:00:00Z");
        ledger.the(DeliveryMonths.class).dropOld((from, to) -> true, month -> false, false);
        assertThat(ledger.rows("SELECT 1 FROM capture.batch")).hasSize(1);

        ledger.at("2026-04-09T06:00:01Z");
        ledger.the(DeliveryMonths.class).dropOld((from, to) -> true, month -> false, false);
        assertThat(ledger.rows("SELECT 1 FROM capture.batch")).isEmpty();
    }

    private void awaitWaiting(int processes) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger.rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND wait_event_type = 'Lock'")
                                .size()
                        == processes);
    }

    private void insert(String time, String body) {
        ledger.jdbc()
                .sql(
                        "INSERT INTO capture.delivery (received_at, source, body) VALUES (?::timestamptz, 'file', ?::json)")
                .params(time, body)
                .update();
    }

    private List<String> months() {
        return ledger.rows("SELECT c.relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid"
                + " WHERE inhparent = 'capture.delivery'::regclass AND c.relname ~ '\\d' ORDER BY 1");
    }
}
