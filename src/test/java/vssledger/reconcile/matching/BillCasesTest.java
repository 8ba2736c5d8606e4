package vssledger.reconcile.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.expected.UncheckableLines;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Bills that were once matched in silence, or broken for nothing: four calls of 61 seconds, from the file to the report. */
@Tag("runs")
@TestInstance(Lifecycle.PER_CLASS)
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class BillCasesTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    private int files;

    BillCasesTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeAll
    void fourCalls() {
        calls().forEach(number ->
                ledger.ingest(Product.IVR, aSummary("s" + number).seconds(61).body()));
    }

    private static Stream<Integer> calls() {
        return IntStream.rangeClosed(1, 4).boxed();
    }

    /** By the minute: two of them at 5 cents. */
    private static BilledLegs line(int call) {
        return aLeg("s" + call, "call-s" + call)
                .with("DurationInSec", "61")
                .with("BillingIncrement", "60+60")
                .with("BillableDurationInSec", "120")
                .with("UnitPrice", "0.05")
                .with("UnitPriceCurrency", "USD")
                .with("TotalPriceOfCall", "0.10");
    }

    /** By the second after the first minute: 61 of them. */
    private static BilledLegs line(int call, String unitPrice, String currency, String total) {
        return line(call)
                .with("BillingIncrement", "60+1")
                .with("BillableDurationInSec", "61")
                .with("UnitPrice", unitPrice)
                .with("UnitPriceCurrency", currency)
                .with("TotalPriceOfCall", total);
    }

    /** What stands of the breaks once this bill has taken the place of those before, by session. */
    private List<String> breaksOf(Stream<BilledLegs> lines) throws IOException {
        var file = Files.writeString(
                ledger.home().resolve(++files + ".csv"), BilledLegs.file(lines.toArray(BilledLegs[]::new)));
        told = ledger.the(ExpectedImports.class)
                .importFile(ExpectedSource.LOG_EXPORT, file)
                .uncheckable();
        ledger.reconcile(DAY, DAY);
        return ledger.rows("SELECT session_id, kind, expected_value, amount_at_stake, currency FROM recon.break"
                + " WHERE state <> 'RESOLVED' ORDER BY session_id, kind");
    }

    private List<UncheckableLines> told = List.of();

    private List<String> outcomes() {
        return ledger.rows("SELECT outcome, count(*) FROM recon.result GROUP BY outcome ORDER BY outcome");
    }

    @Test
    void unitsThatAreUnderstoodArePricedAndOthersAreNotMatched() throws IOException {
        var units = List.of("60", "60 seconds", "block", "");
        var found = breaksOf(calls().map(call ->
                line(call).with("BillingUnit", units.get(call - 1)).with("TotalPriceOfCall", "0.20")));

        assertThat(found)
                .containsExactly(
                        "s1 | PRICE | 0.20 | 0.10 | USD",
                        "s2 | PRICE | 0.20 | 0.10 | USD",
                        "s3 | NOT_CHECKABLE | unit \"block\" | null | USD",
                        "s4 | NOT_CHECKABLE | no unit | null | USD");
        assertThat(told)
                .extracting(UncheckableLines::inWords)
                .containsExactly("no unit: 1 line, 0.20 USD", "unit \"block\": 1 line, 0.20 USD");
        assertThat(outcomes()).containsExactly("BROKEN | 4");
        assertThat(ledger.the(Reports.class).rows("data-quality", ReportScope.of(DateRange.of(LocalDate.parse(DAY)))))
                .filteredOn(row -> "NOT_CHECKABLE".equals(row.get("code")))
                .extracting(row -> row.get("field") + " | " + row.get("cases") + " | " + row.get("example"))
                .containsExactly("no unit | 1 | s4", "unit \"block\" | 1 | s3");
    }

    @Test
    void anEmptyPriceIsNoZero() throws IOException {
        assertThat(breaksOf(calls().map(call -> line(call).with("TotalPriceOfCall", ""))))
                .hasSize(4)
                .allMatch(found -> found.contains("NOT_CHECKABLE | no total price | null"));
        assertThat(told).extracting(UncheckableLines::inWords).containsExactly("no total price: 4 lines, no amount");
    }

    @Test
    void yenAreRoundedToYen() throws IOException { // 9.6583
        assertThat(breaksOf(calls().map(call -> line(call, "9.5", "JPY", "10"))))
                .isEmpty();
        assertThat(outcomes()).containsExactly("MATCHED | 4");
    }

    @Test
    void aBillToTheCentIsRoundedToTheCent() throws IOException { // 0.01281
        assertThat(breaksOf(calls().map(call -> line(call, "0.0126", "USD", "0.01"))))
                .isEmpty();
        assertThat(breaksOf(calls().map(call -> line(call, "0.0126", "USD", call == 1 ? "0.0129" : "0.0128"))))
                .as("of four decimals, and one is off by the last")
                .containsExactly("s1 | PRICE | 0.0129 | 0.0001 | USD");
    }

    @Test
    void moneyGivenBackIsACredit() throws IOException {
        assertThat(breaksOf(Stream.concat(
                        calls().map(call -> line(call)),
                        Stream.of(line(1).with("BillableDurationInSec", "0").with("TotalPriceOfCall", "-0.10")))))
                .containsExactly("s1 | CREDITED | credit of 0.10 | -0.10 | USD");
    }
}
