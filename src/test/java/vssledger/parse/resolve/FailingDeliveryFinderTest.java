package vssledger.parse.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.parse.job.DeliveryRange;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.store.PendingDeliveries;
import vssledger.parse.variant.Variants;
import vssledger.platform.Product;
import vssledger.platform.db.SqlFiles;
import vssledger.run.NightlyRuns;
import vssledger.run.QuarantineReplays;
import vssledger.run.RunFailedException;
import vssledger.run.RunOrigin;
import vssledger.run.Runs;
import vssledger.run.history.RunDetail;
import vssledger.run.preview.DryRun;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** A run that fails because of what a delivery says tells which, though deliveries are written in sets; ids begin with 1. */
@Tag("runs")
@LedgerTest(
        value = {"vss.parse.chunk-size=8", "vss.parse.range-size=10"},
        reuse = LedgerTest.Reuse.NONE)
class FailingDeliveryFinderTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    FailingDeliveryFinderTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /** So many sessions of 23 seconds each, of which those of these numbers last for 999. */
    private void ingest(int deliveries, Integer... lasting) {
        ledger.ingest(
                Product.IVR,
                IntStream.rangeClosed(1, deliveries)
                        .mapToObj(n -> aSummary(Integer.toString(n))
                                .seconds(List.of(lasting).contains(n) ? 999 : 23)
                                .body())
                        .toArray(String[]::new));
    }

    private void forbidLongSessions() {
        ledger.jdbc()
                .sql("ALTER TABLE fact.ivr_session ADD CONSTRAINT short CHECK (total_call_seconds < 60) NOT VALID")
                .update();
    }

    private void allowLongSessions() {
        ledger.jdbc().sql("ALTER TABLE fact.ivr_session DROP CONSTRAINT short").update();
    }

    private RunDetail failed(long run) {
        assertThatThrownBy(() -> ledger.run(DAY, DAY)).isInstanceOf(RunFailedException.class);
        return ledger.the(Runs.class).show(run);
    }

    /** What steps that failed say, each of its share. */
    private List<String> told() {
        return ledger.rows("SELECT exit_message FROM batch.batch_step_execution WHERE exit_message LIKE '%cannot be%'"
                + " AND step_name NOT IN ('parse', 'reparse')");
    }

    @Test
    void theDeliveryThatATableRefusesIsNamedAndTheRunGoesOnOnceItIsTaken() {
        ingest(9, 6);
        forbidLongSessions();

        assertThatThrownBy(() -> ledger.the(DryRun.class).of(ledger.request(DAY, DAY)))
                .as("before it is done")
                .isInstanceOf(DeliveryFailureException.class)
                .hasMessageContaining("Delivery 6 cannot be written");

        var run = failed(1);

        assertThat(run.cause()).isEqualTo("delivery 6");
        assertThat(run.look()).isEqualTo("vss deliveries show 6");
        assertThat(run.error()).startsWith("Run 1 failed in step \"parse\": Delivery 6 cannot be written: new row for");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("Delivery 6 cannot be written: new row for relation \"ivr_session_2026_03\" violates check"
                        + " constraint \"short\". To look at it: vss deliveries show 6")
                .doesNotContain("+65", "6580000001", "HANGUP");
        assertThat(ledger.rows("SELECT * FROM parse.outcome"))
                .as("nothing of the search stays")
                .isEmpty();

        allowLongSessions();
        assertThat(ledger.the(Runs.class)
                        .restart(1, RunOrigin.here())
                        .controlTotal()
                        .facts())
                .isEqualTo(9);
        assertThat(ledger.the(Runs.class).show(1).continuedBy()).isEqualTo(2);
        assertThat(ledger.the(Runs.class).show(1).command()).isNull();
    }

    @Test
    void ofSeveralRangesEachNamesItsOwn() {
        ingest(30, 4, 7, 28);
        forbidLongSessions();

        var run = failed(1);

        assertThat(run.cause()).isEqualTo("deliveries 4, 28");
        assertThat(run.look()).isEqualTo("vss deliveries show 4 28");
        assertThat(told())
                .anySatisfy(words -> assertThat(words).contains("Delivery 4 cannot be written, nor can others: "))
                .anySatisfy(words -> assertThat(words).contains("Delivery 28 cannot be written: "));
        assertThat(ledger.rows("SELECT count(*) FROM fact.session"))
                .as("the range between them, and the chunk before the last")
                .containsExactly("10");
    }

    @Test
    void thoseAreNamedThatFailOnlyTogether() {
        ledger.jdbc()
                .sql("CREATE UNIQUE INDEX once ON fact.ivr_session (business_day, client_request_id)"
                        + " WHERE client_request_id IS NOT NULL")
                .update();
        ledger.ingest(
                Product.IVR,
                aSummary("1").body(),
                aSummary("2").clientRequestId("+6591234567").body(),
                aSummary("3").body(),
                aSummary("4").body(),
                aSummary("5").clientRequestId("+6591234567").body(),
                aSummary("6").body());

        assertThat(failed(1).cause()).isEqualTo("deliveries 2, 5");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("Deliveries 2 and 5 cannot be written together: duplicate key value violates unique")
                .doesNotContain("91234567");
    }

    @Test
    void aSessionThatCannotBeDerivedAnewIsNamed() {
        ingest(9, 6);
        ledger.run(DAY, DAY);
        ledger.jdbc()
                .sql("UPDATE fact.ivr_session SET session_status = 'BUSY' WHERE session_id IN ('3', '6')")
                .update();
        forbidLongSessions();

        assertThatThrownBy(() -> ledger.the(NightlyRuns.class)
                        .run(ledger.request(DAY, DAY).reparsing()))
                .isInstanceOf(RunFailedException.class);

        assertThat(ledger.the(Runs.class).show(2).cause()).isEqualTo("delivery 6");
        assertThat(told()).singleElement().asString().contains("Delivery 6 cannot be derived anew: new row for");
    }

    @Test
    void aDeliveryThatCannotLeaveQuarantineIsNamed() {
        ledger.ingest(Product.IVR, "{\"payload\":{}}", "{\"payload\":{}}", "{\"payload\":{}}");
        ledger.run(DAY, "2026-03-10");
        ledger.jdbc()
                .sql("UPDATE capture.delivery SET body = :body::json WHERE id = 2")
                .param("body", aSummary("2").seconds(999).body())
                .update();
        forbidLongSessions();

        assertThatThrownBy(() -> ledger.the(QuarantineReplays.class).replay(List.of()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("Delivery 2 cannot be replayed: new row for relation");
    }

    @Test
    void aFaultOfTheParserNamesTheDeliveryAndItsPlaceInTheProgramAndNothingOfTheBody() {
        ledger.ingest(
                null,
                aSummary("1").body(),
                aSummary("2").subAccount("acme_6591234567").body());
        var faulty = new DeliveryParser(new Variants(subAccount -> {
            if (subAccount.equals("acme")) {
                return Optional.of(Product.IVR);
            }
            throw new IllegalArgumentException("No idea of " + subAccount);
        }));
        var pending = new PendingDeliveries(ledger.jdbc(), ledger.the(SqlFiles.class), faulty);
        var range = new DeliveryRange(1, 2, Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), 2);

        assertThatThrownBy(() -> pending.parse(range, 0, 10))
                .isInstanceOf(DeliveryFailureException.class)
                .hasMessageMatching(
                        "Delivery 2 cannot be parsed: IllegalArgumentException in FailingDeliveryFinderTest.java, line \\d+"
                                + "\\. To look at it: vss deliveries show 2")
                .satisfies(failure -> assertThat(Throwables.getStackTrace(failure))
                        .as("which is kept with the step")
                        .contains("Variants.choose")
                        .doesNotContain("6591234567"));
    }
}
