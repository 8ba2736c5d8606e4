package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.DateRange;
import vssledger.platform.Product;
import vssledger.platform.actor.Actor;
import vssledger.reconcile.breaks.BreakState;
import vssledger.reconcile.breaks.Breaks;
import vssledger.report.ReportFormat;
import vssledger.report.ReportScope;
import vssledger.report.Reports;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** What a day's figures were told to be is told as long as the day is, with what they became and why. */
@Tag("runs")
@LedgerTest
class RestatementTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    RestatementTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void aDayWithABill() throws IOException {
        ledger.ingest(Product.IVR, aSummary("1").body());
        bill("bill.csv", aLeg("1", "call-1"), aLeg("2", "call-2"));
        ledger.run(DAY, DAY);
    }

    private void bill(String name, BilledLegs... legs) throws IOException {
        var file = Files.writeString(ledger.home().resolve(name), BilledLegs.file(legs));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.LOG_EXPORT, file);
    }

    private List<String> restated(int version) throws IOException {
        var folder = ledger.home().resolve("out");
        ledger.the(Reports.class)
                .write(
                        ReportScope.of(range(DAY, DAY)),
                        Set.of("restatement"),
                        Set.of(ReportFormat.CSV),
                        Files.createDirectories(folder));
        return Files.readAllLines(folder.resolve("restatement.csv")).stream()
                .filter(line -> line.startsWith(DAY + "," + version + ","))
                .map(line -> line.replaceFirst("^[^,]*,[^,]*,[^,]*,", ""))
                .toList();
    }

    @Test
    void firstEveryFigureIsTold() throws IOException {
        assertThat(restated(1))
                .containsExactly(
                        "first told,billed,ivr,8x8-log-export,,2,,46,,0.046,,SGD",
                        "first told,breaks,ivr,8x8-log-export,MISSING_VSS,1,,,,0.023,,SGD",
                        "first told,reconciled,ivr,8x8-log-export,MATCHED,1,,,,,,",
                        "first told,reconciled,ivr,8x8-log-export,MISSING_VSS,1,,,,,,",
                        "first told,sessions,ivr,,COMPLETED,1,,23,,,,");
        assertThat(restated(2)).isEmpty();
    }

    @Test
    void aLateSessionMovesSomeAndTheyTellByHowMuch() throws IOException {
        ledger.at("2026-03-11T06:00:00Z");
        ledger.ingest(Product.IVR, aSummary("2").body());
        ledger.run(DAY, DAY);

        assertThat(restated(2))
                .containsExactly(
                        "1 session received since,breaks,ivr,8x8-log-export,MISSING_VSS,0,-1,,,,-0.023,SGD",
                        "1 session received since,reconciled,ivr,8x8-log-export,MATCHED,2,1,,,,,",
                        "1 session received since,reconciled,ivr,8x8-log-export,MISSING_VSS,0,-1,,,,,",
                        "1 session received since,sessions,ivr,,COMPLETED,2,1,46,23,,,");
        assertThat(restated(1)).hasSize(5);
    }

    @Test
    void aCorrectedBillIsNamed() throws IOException {
        ledger.at("2026-03-11T06:00:00Z");
        bill("corrected.csv", aLeg("1", "call-1").with("TotalPriceOfCall", "0.033"));
        ledger.run(DAY, DAY);

        assertThat(restated(2))
                .containsExactly(
                        "imported since: corrected.csv,billed,ivr,8x8-log-export,,2,0,46,0,0.056,0.01,SGD",
                        "imported since: corrected.csv,breaks,ivr,8x8-log-export,PRICE,1,1,,,0.01,0.01,SGD",
                        "imported since: corrected.csv,reconciled,ivr,8x8-log-export,BROKEN,1,1,,,,,",
                        "imported since: corrected.csv,reconciled,ivr,8x8-log-export,MATCHED,0,-1,,,,,");
    }

    @Test
    void anotherRunMakesNoVersion() throws IOException {
        ledger.at("2026-03-12T06:00:00Z");
        ledger.run(DAY, DAY);
        assertThat(restated(2)).isEmpty();
    }

    @Test
    void theDisputePackHasTheBillAndTheEvidence() throws IOException {
        bill("corrected.csv", aLeg("1", "call-1").with("TotalPriceOfCall", "0.033"));
        ledger.run(DAY, DAY);
        ledger.the(Breaks.class)
                .decide(List.of(
                        new Breaks.Ruling(1, BreakState.Decision.DISPUTE, Actor.loggedIn("Ana"), "never came"),
                        new Breaks.Ruling(2, BreakState.Decision.DISPUTE, Actor.loggedIn("Ana"), null)));

        var file = ledger.the(Reports.class)
                .writeWorkbook("dispute-pack.xlsx", range("2026-03-01", "2026-03-31"), ledger.home());

        var digest = ledger.rows("SELECT encode(sha256(convert_to(body::text, 'UTF8')), 'hex') FROM capture.delivery")
                .get(0);
        try (var book = WorkbookFactory.create(file.toFile(), null, true)) {
            var calls = book.getSheet("Calls");
            assertThat(row(calls, 1)).startsWith("1 | Missing webhook").contains("call-2", "0.023", "never came");
            assertThat(row(calls, 2)).startsWith("2 | Price").contains("call-1", digest, "0.033", "0.01");
            assertThat(row(book.getSheet("Disputed"), 1)).isEqualTo("Missing webhook | 1 | 1 | 0.02 | SGD");
        }
    }

    private static DateRange range(String from, String to) {
        return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static String row(org.apache.poi.ss.usermodel.Sheet sheet, int number) {
        var format = new DataFormatter();
        var cells = new java.util.ArrayList<String>();
        sheet.getRow(number).forEach(cell -> cells.add(format.formatCellValue(cell)));
        return String.join(" | ", cells);
    }
}
