package vssledger.run.day;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.run.NightlyRuns;
import vssledger.run.RunRequest.Part;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.Summaries;
import vssledger.testing.TestLedger;

/** What lies in a day is read from the totals of the run that counted it last, as long as nothing has touched the day since. */
@Tag("slow")
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class DayFiguresTest {

    private final TestLedger ledger;

    private static int days;

    DayFiguresTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /** Each test has its own. */
    private String day = "";

    @BeforeEach
    void aDayOfWhichAllIsKnown() throws IOException {
        day = "2026-03-0" + ++days;
        ledger.ingest(
                Product.IVR,
                session("1").body(),
                session("1").bodyWrittenOtherwise(),
                session("2").body());
        bill("1", "9");
        ledger.run(day, day);
    }

    private Summaries session(String id) {
        return aSummary(day + " " + id).from(day + "T08:00:00Z", day + "T08:00:30Z");
    }

    private void bill(String... sessions) throws IOException {
        var legs = Arrays.stream(sessions)
                .map(id -> BilledLegs.aLeg(day + " " + id, "call-" + day + id)
                        .with("InitiatedAt", day + " 08:00:01")
                        .with("ConnectedAt", day + " 08:00:05")
                        .with("DisconnectedAt", day + " 08:00:28"))
                .toArray(BilledLegs[]::new);
        var file = Files.writeString(ledger.home().resolve("bill.csv"), BilledLegs.file(legs));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.LOG_EXPORT, file);
    }

    private String figures() {
        var found = ledger.the(DayStates.class)
                .of(DateRange.of(LocalDate.parse(day)))
                .get(0);
        return found.deliveries() + " deliveries, " + found.sessions() + " sessions, " + found.expected() + " expected";
    }

    /** To see whether they are looked at. */
    private void forgeTotals() {
        ledger.jdbc()
                .sql("UPDATE run.control_total SET deliveries = deliveries + 70, facts = facts + 70, expected = 80")
                .update();
    }

    @Test
    void theTotalsOfARunTellWhatAnewCountWould() {
        assertThat(figures()).isEqualTo("3 deliveries, 2 sessions, 2 expected");
        ledger.jdbc().sql("UPDATE run.control_total SET expected = NULL").update();
        assertThat(figures()).as("counted anew").isEqualTo("3 deliveries, 2 sessions, 2 expected");
    }

    @Test
    void nothingIsCountedAnewWhileNothingTouchesTheDay() {
        forgeTotals();
        assertThat(figures()).isEqualTo("73 deliveries, 72 sessions, 80 expected");
    }

    @Test
    void aDayThatALaterDeliveryTouchedIsCountedAnew() {
        forgeTotals();
        ledger.ingest(Product.IVR, session("3").body());
        ledger.the(NightlyRuns.class)
                .run(ledger.request("2026-02-01", "2026-02-01").only(Set.of(Part.PARSE)));
        assertThat(figures()).isEqualTo("4 deliveries, 3 sessions, 2 expected");
    }

    @Test
    void aDayThatALaterBillTouchedIsCountedAnew() throws IOException {
        forgeTotals();
        bill("1", "8", "9");
        assertThat(figures()).isEqualTo("3 deliveries, 2 sessions, 3 expected");
    }

    @Test
    void totalsOfAnotherServersTransactionsAreNotBelieved() {
        forgeTotals();
        ledger.jdbc().sql("UPDATE run.run_day SET seen_xid = '999999999999'").update();
        assertThat(figures()).isEqualTo("3 deliveries, 2 sessions, 2 expected");
    }
}
