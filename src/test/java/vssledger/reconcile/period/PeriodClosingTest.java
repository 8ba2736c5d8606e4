package vssledger.reconcile.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportChanges;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.reconcile.breaks.BreakState;
import vssledger.reconcile.breaks.Breaks;
import vssledger.testing.BilledLegs;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** A month is closed once it is in order; then its figures stand, and later data is told by the open month. */
@Tag("runs")
@LedgerTest
class PeriodClosingTest {

    private static final YearMonth MARCH = YearMonth.parse("2026-03");
    private static final String DAY = "2026-03-02";
    private static final String OPEN_DAY = "2026-04-05";

    /** On which a run of a closed month tells what has changed in it. */
    private static final String FIRST_OPEN_DAY = "2026-04-01";

    private final TestLedger ledger;

    PeriodClosingTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /** Session 1 is billed and came, session 2 is billed and did not; it is April. */
    @BeforeEach
    void aMonthWithABreak() throws IOException {
        ledger.at("2026-04-06T06:00:00Z");
        ledger.ingest(Product.IVR, aSummary("1").body());
        var bill = ledger.home().resolve("bill.csv");
        Files.writeString(bill, BilledLegs.file(aLeg("1", "call-1"), aLeg("2", "call-2")));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), bill);
    }

    private PeriodClosing books() {
        return ledger.the(PeriodClosing.class);
    }

    private void settle() {
        ledger.run("2026-03-01", "2026-03-31");
        ledger.the(Breaks.class)
                .decide(List.of(new Breaks.Ruling(1, BreakState.Decision.DISPUTE, Actor.loggedIn("Ana"), null)));
        ledger.run("2026-03-01", "2026-03-31");
    }

    private List<String> adjustments() throws IOException {
        return adjustments(OPEN_DAY);
    }

    private List<String> adjustments(String day) throws IOException {
        var folder = ledger.home().resolve("reports/out/" + day + "_" + day);
        try (var editions = Files.list(folder)) {
            var newest = editions.filter(e -> e.getFileName().toString().startsWith("edition-"))
                    .max(java.util.Comparator.comparing(Path::toString))
                    .orElseThrow();
            return Files.readAllLines(newest.resolve("prior-period-adjustments.csv")).stream()
                    .skip(1)
                    .toList();
        }
    }

    @Test
    void whatStandsInTheWayIsTold() {
        assertThat(books().obstacles(YearMonth.parse("2026-04")))
                .hasSize(7)
                .startsWith("2026-04 is not over.", "1 deliveries of the inbox are not parsed yet. Run: vss run")
                .endsWith(
                        "2026-04-05 was not run since it was last touched. Run: vss run --from 2026-04-05 --to 2026-04-05");
        assertThat(books().obstacles(MARCH))
                .hasSize(32)
                .startsWith("1 deliveries of the inbox are not parsed yet. Run: vss run")
                .contains(
                        "2026-03-02 was not run since it was last touched. Run: vss run --from 2026-03-02 --to 2026-03-02");

        ledger.run("2026-03-01", "2026-03-31");
        assertThatThrownBy(() -> books().close(MARCH, Actor.loggedIn("Ana"), null))
                .isInstanceOf(UserException.class)
                .hasMessage("2026-03 cannot be closed:\n  1 breaks with more than 0 SGD at stake are not decided."
                        + " See: vss breaks list --from 2026-03-02 --to 2026-03-02 --state OPEN,NOTED --amount 0");

        settle();
        assertThat(books().obstacles(MARCH)).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsToBeDecidedFirst() {
        settle();
        ledger.jdbc()
                .sql(
                        "INSERT INTO recon.break (id, business_day, sub_account_id, session_id, source, kind, expected_value,"
                                + " first_seen, last_seen) SELECT 1000 + n, DATE '2026-03-02', 'acme', 's-' || n, '8x8-log-export',"
                                + " 'NOT_CHECKABLE', 'unit \"block\"', now(), now() FROM generate_series(1, 2) AS n")
                .update();

        assertThat(books().obstacles(MARCH))
                .containsExactly(
                        "2 breaks of the kind NOT_CHECKABLE have an amount at stake that is not known, and are not"
                                + " decided. See: vss breaks list --from 2026-03-02 --to 2026-03-02 --state OPEN,NOTED --kind"
                                + " NOT_CHECKABLE");

        ledger.jdbc()
                .sql("UPDATE recon.break SET state = 'ACCEPTED' WHERE kind = 'NOT_CHECKABLE'")
                .update();
        assertThat(books().obstacles(MARCH)).isEmpty();
    }

    @Test
    void freezesItsFiguresWithAHashOverThem() {
        settle();

        var closing = books().close(MARCH, Actor.loggedIn("Ana"), "first close");

        assertThat(ledger.rows("SELECT section, product, source, item, currency, number, seconds, amount"
                        + " FROM recon.closed_figure ORDER BY 1, 4"))
                .containsExactly(
                        "BILLED | IVR | 8x8-log-export | null | SGD | 2 | 46 | 0.046".replace("IVR", "ivr"),
                        "BREAKS | ivr | 8x8-log-export | MISSING_VSS | SGD | 1 | null | 0.023",
                        "RECONCILED | ivr | 8x8-log-export | MATCHED | null | 1 | null | null",
                        "RECONCILED | ivr | 8x8-log-export | MISSING_VSS | null | 1 | null | null",
                        "SESSIONS | ivr | null | COMPLETED | null | 1 | 23 | null");
        assertThat(closing.figures()).isEqualTo(5);
        assertThat(ledger.the(Periods.class).isIntact(closing)).isTrue();
        ledger.jdbc()
                .sql("UPDATE recon.closed_figure SET number = 3 WHERE section = 'SESSIONS'")
                .update();
        assertThat(ledger.the(Periods.class).isIntact(closing)).isFalse();
        assertThatThrownBy(() -> books().close(MARCH, Actor.loggedIn("Ben"), null))
                .hasMessageStartingWith("2026-03 was closed by Ana");
    }

    @Test
    void laterDataIsToldOnceByTheOpenMonthAndTheReportsOfTheClosedOneStand() throws IOException {
        settle();
        books().close(MARCH, Actor.loggedIn("Ana"), null);
        var editions = ledger.rows("SELECT from_day, edition FROM report.edition ORDER BY 1, 2");

        ledger.ingest(Product.IVR, aSummary("2").body());
        ledger.run(OPEN_DAY, OPEN_DAY);
        assertThat(adjustments())
                .as("March is not asked for, so its breaks are not settled yet")
                .containsExactly(OPEN_DAY + ",2026-03," + DAY + ",sessions,ivr,acme,,COMPLETED,1,23,,");

        ledger.run("2026-03-01", "2026-03-31");
        ledger.run(OPEN_DAY, OPEN_DAY);
        ledger.run(OPEN_DAY, OPEN_DAY);

        assertThat(ledger.rows("SELECT state FROM recon.break"))
                .as("breaks of a closed month are settled all the same")
                .containsExactly("RESOLVED");
        assertThat(
                        ledger.rows(
                                "SELECT business_day, section, item, number, seconds, amount FROM recon.adjustment ORDER BY id"))
                .containsExactly(
                        DAY + " | SESSIONS | COMPLETED | 1 | 23 | null",
                        DAY + " | BREAKS | MISSING_VSS | -1 | null | -0.023",
                        DAY + " | RECONCILED | MATCHED | 1 | null | null",
                        DAY + " | RECONCILED | MISSING_VSS | -1 | null | null");
        assertThat(ledger.rows(
                        "SELECT from_day, edition FROM report.edition WHERE from_day < '2026-04-01' ORDER BY 1, 2"))
                .isEqualTo(editions);
    }

    @Test
    void aBillOfAClosedMonthThatIsWithdrawnIsToldAsAnAdjustmentAndTakenBackWithIt() throws IOException {
        settle();
        var closing = books().close(MARCH, Actor.loggedIn("Ana"), null);
        var editions =
                ledger.rows("SELECT from_day, edition FROM report.edition WHERE from_day < '2026-04-01' ORDER BY 1, 2");

        ledger.the(ImportChanges.class).withdraw(1, "Ben", "the wrong file");
        ledger.run("2026-03-01", "2026-03-31");
        ledger.run(FIRST_OPEN_DAY, FIRST_OPEN_DAY);

        var told = "SELECT business_day, section, item, sum(number), sum(amount) FROM recon.adjustment GROUP BY 1, 2, 3"
                + " HAVING sum(number) <> 0 OR sum(amount) <> 0 ORDER BY 2, 3";
        assertThat(ledger.rows(told))
                .containsExactly(
                        DAY + " | BILLED | null | -2 | -0.046",
                        DAY + " | BREAKS | MISSING_VSS | -1 | -0.023",
                        DAY + " | RECONCILED | MATCHED | -1 | null",
                        DAY + " | RECONCILED | MISSING_VSS | -1 | null");
        assertThat(adjustments(FIRST_OPEN_DAY))
                .hasSize(4)
                .allMatch(line -> line.startsWith(FIRST_OPEN_DAY + ",2026-03," + DAY));
        assertThat(ledger.the(Periods.class).isIntact(closing)).isTrue();

        ledger.the(ImportChanges.class).reinstate(1, "Ben", "it was right");
        ledger.run("2026-03-01", "2026-03-31");
        ledger.run(FIRST_OPEN_DAY, FIRST_OPEN_DAY);

        assertThat(ledger.rows(told)).as("nothing is left to adjust").isEmpty();
        assertThat(ledger.rows("SELECT state FROM recon.break"))
                .as("a break that is back is to be decided again")
                .containsExactly("OPEN");
        assertThat(ledger.rows(
                        "SELECT from_day, edition FROM report.edition WHERE from_day < '2026-04-01' ORDER BY 1, 2"))
                .isEqualTo(editions);
    }

    @Test
    void openedAgainItShowsTheDifferenceAndIsReportedAnew() throws IOException {
        settle();
        books().close(MARCH, Actor.loggedIn("Ana"), null);
        ledger.ingest(Product.IVR, aSummary("2").body());
        ledger.run("2026-03-01", "2026-03-31");
        ledger.run(OPEN_DAY, OPEN_DAY);
        assertThatThrownBy(() -> books().reopen(MARCH, Actor.loggedIn("Ben"), " "))
                .hasMessage("Say why 2026-03 is opened again: --note.");

        var reopened = books().reopen(MARCH, Actor.loggedIn("Ben"), "8x8 corrected it");

        assertThat(reopened.closing().reopenedBy()).isEqualTo("Ben");
        assertThat(reopened.differences())
                .extracting(d -> d.section() + " " + d.item() + " " + d.numberThen() + " " + d.numberNow())
                .containsExactly(
                        "BREAKS MISSING_VSS 1 0",
                        "RECONCILED MATCHED 1 2",
                        "RECONCILED MISSING_VSS 1 0",
                        "SESSIONS COMPLETED 1 2");
        var run = ledger.run("2026-03-01", "2026-03-31");
        assertThat(run.editions().stream()
                        .filter(e -> e.scope().range().from().toString().equals("2026-03-01")))
                .singleElement()
                .satisfies(edition -> assertThat(edition.isNew()).isTrue());
        ledger.run(OPEN_DAY, OPEN_DAY);
        assertThat(adjustments()).as("told by the month itself now").isEmpty();

        assertThat(books().close(MARCH, Actor.loggedIn("Ana"), null).figures()).isEqualTo(3);
        assertThat(ledger.the(Periods.class).all()).hasSize(2);
    }
}
