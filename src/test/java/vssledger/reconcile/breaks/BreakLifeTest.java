package vssledger.reconcile.breaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.BilledLegs.aLeg;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.run.RunReport;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** A break from its finding to its end: what runs find out, what people decide, and that none of it is forgotten. */
@Tag("runs")
@LedgerTest
class BreakLifeTest {

    private static final String DAY = "2026-03-02";

    private final TestLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private Breaks breaks;

    BreakLifeTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    /** Session 1 is billed and never came: break 1. */
    @BeforeEach
    void oneIsMissing() throws IOException {
        breaks = ledger.the(Breaks.class);
        ledger.ingest(Product.IVR, aSummary("2").body());
        bill("bill.csv", "0.0230");
        reconcile();
        assertThat(states()).containsExactly("1 OPEN");
    }

    private void bill(String name, String price) throws IOException {
        var file = ledger.home().resolve(name);
        Files.writeString(
                file,
                vssledger.testing.BilledLegs.file(
                        aLeg("1", "call-1").with("TotalPriceOfCall", price), aLeg("2", "call-2")));
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.of("8x8-log-export"), file);
    }

    private void reconcile() {
        ledger.reconcile(DAY, DAY);
    }

    private RunReport run() {
        return ledger.run(DAY, DAY);
    }

    private List<String> states() {
        return ledger.rows("SELECT id || ' ' || state FROM recon.break ORDER BY id");
    }

    private void decide(BreakState.Decision decision, String who, @Nullable String note) {
        breaks.decide(List.of(new Breaks.Ruling(1, decision, Actor.loggedIn(who), note)));
    }

    private List<String> history() {
        return breaks.show(1).history().stream()
                .map(e -> (e.who() == null ? "run" : e.who()) + ": " + e.fromState() + " → " + e.toState()
                        + (e.note() == null ? "" : ", " + e.note()))
                .toList();
    }

    @Test
    void itsHistoryTellsWhoDidWhatWhenAndWhy() {
        decide(BreakState.Decision.NOTE, "Ana", "asked 8x8");
        decide(BreakState.Decision.DISPUTE, "Ana", null);
        decide(BreakState.Decision.ACCEPT, "Ben", "not worth it");
        ledger.ingest(Product.IVR, aSummary("1").body());
        reconcile();

        assertThat(history())
                .containsExactly(
                        "run: null → OPEN",
                        "Ana: OPEN → NOTED, asked 8x8",
                        "Ana: NOTED → DISPUTED",
                        "Ben: DISPUTED → ACCEPTED, not worth it",
                        "run: ACCEPTED → RESOLVED");
        assertThat(breaks.show(1).history().get(3).at()).isEqualTo(TestLedger.NOW);
    }

    @Test
    void whatIsResolvedByItselfAndComesBackIsOpenAgainUnderItsNumber() throws IOException {
        ledger.ingest(Product.IVR, aSummary("1").body());
        reconcile();
        assertThat(states()).containsExactly("1 RESOLVED");
        assertThatThrownBy(() -> decide(BreakState.Decision.ACCEPT, "Ben", null))
                .isInstanceOf(UserException.class)
                .hasMessage("Break 1 is RESOLVED, so it cannot be accepted. It was settled by itself.");

        // the session turns out to have been another subaccount's
        ledger.jdbc()
                .sql(
                        "UPDATE capture.delivery SET body = replace(body::text, 'acme', 'other')::json WHERE body::text LIKE '%\"1\"%'")
                .update();
        ledger.the(vssledger.run.NightlyRuns.class).run(ledger.request(DAY, DAY).reparsing());

        assertThat(states()).containsExactly("1 OPEN");
        assertThat(history()).endsWith("run: OPEN → RESOLVED", "run: RESOLVED → OPEN");
    }

    @Test
    void anAcceptanceHoldsForTheFiguresThatWereAccepted() throws IOException {
        decide(BreakState.Decision.ACCEPT, "Ben", "small");
        reconcile();
        assertThat(states()).containsExactly("1 ACCEPTED");

        bill("corrected.csv", "0.9000");
        reconcile();

        assertThat(states()).containsExactly("1 OPEN");
        assertThat(history()).endsWith("run: ACCEPTED → OPEN");
    }

    @Test
    void aDisputeGoesOnWithOtherFigures() throws IOException {
        decide(BreakState.Decision.DISPUTE, "Ana", null);
        bill("corrected.csv", "0.9000");
        reconcile();

        assertThat(states()).containsExactly("1 DISPUTED");
        assertThat(history()).endsWith("run: DISPUTED → DISPUTED");
    }

    @Test
    void muchMoneyIsAcceptedByAnotherPersonThanWhoNotedOrDisputedIt() throws IOException {
        bill("dear.csv", "100.01");
        reconcile();
        decide(BreakState.Decision.NOTE, "Ana", "seen");

        assertThatThrownBy(() -> decide(BreakState.Decision.ACCEPT, "ana ", null))
                .isInstanceOf(UserException.class)
                .hasMessage("Break 1: more than 100 is at stake, so another person than who noted or disputed it has to"
                        + " accept it. You are ana, and so may have been who did; --as makes nobody another person. The"
                        + " other logs in to the console, or calls this as a system user of their own.");
        decide(BreakState.Decision.ACCEPT, "Ben", null);
        assertThat(states()).containsExactly("1 ACCEPTED");
    }

    @Test
    void whoNotedItMayAcceptItOnceAnotherHasNotedItToo() throws IOException {
        bill("dear.csv", "100.01");
        reconcile();
        decide(BreakState.Decision.NOTE, "Ana", "seen");
        decide(BreakState.Decision.NOTE, "Ben", "seen, too");

        decide(BreakState.Decision.ACCEPT, "Ana", null);
        assertThat(states()).containsExactly("1 ACCEPTED");
    }

    private static final String NOBODY_YET =
            ", so one person alone cannot accept it, and nobody has noted or disputed it with the figures that it has now."
                    + " Note or dispute it first, with the reason; then another person accepts it.";

    @Test
    void muchMoneyOfWhichNobodySaidAnythingIsNotAcceptedByOnePersonAlone() throws IOException {
        bill("dear.csv", "100.01");
        var edition = run().editions().get(0);

        assertThatThrownBy(() -> decide(BreakState.Decision.ACCEPT, "Ben", "no matter"))
                .isInstanceOf(UserException.class)
                .hasMessage("Break 1: more than 100 is at stake" + NOBODY_YET);
        assertThatThrownBy(() -> ledger.the(DecisionFile.class)
                        .take(
                                fillIn(Path.of(edition.folder()).resolve("finance.xlsx"), "accept", "no matter"),
                                Actor.loggedIn("Ben")))
                .as("in the workbook of finance")
                .hasMessageContaining("Break 1: more than 100 is at stake" + NOBODY_YET);
        assertThat(states()).containsExactly("1 OPEN");
        assertThat(history()).noneMatch(event -> event.contains("Ben"));

        decide(BreakState.Decision.NOTE, "Ana", "8x8 confirms it");
        decide(BreakState.Decision.ACCEPT, "Ben", null);
        assertThat(states()).containsExactly("1 ACCEPTED");
    }

    @Test
    void amongSeveralThatOnePersonAcceptsOneOfMuchMoneyHoldsAll() throws IOException {
        Files.writeString(
                ledger.home().resolve("two.csv"),
                vssledger.testing.BilledLegs.file(
                        aLeg("1", "call-1"), aLeg("3", "call-3").with("TotalPriceOfCall", "100.01")));
        ledger.the(ExpectedImports.class)
                .importFile(ExpectedSource.of("8x8-log-export"), ledger.home().resolve("two.csv"));
        reconcile();

        assertThatThrownBy(() -> breaks.decide(List.of(
                        new Breaks.Ruling(1, BreakState.Decision.ACCEPT, Actor.loggedIn("Ben"), null),
                        new Breaks.Ruling(2, BreakState.Decision.ACCEPT, Actor.loggedIn("Ben"), null))))
                .hasMessage("Break 2: more than 100 is at stake" + NOBODY_YET + "\nNothing was decided.");
        assertThat(states()).containsExactly("1 OPEN", "2 OPEN");
    }

    @Test
    void whatWasSaidOfOtherFiguresOrBeforeItWasReopenedIsNoFirstOfTwo() throws IOException {
        decide(BreakState.Decision.DISPUTE, "Ana", "two cents");
        bill("dear.csv", "9000");
        reconcile();
        assertThatThrownBy(() -> decide(BreakState.Decision.ACCEPT, "Ben", null))
                .as("what Ana disputed was two cents")
                .hasMessageContaining("nobody has noted or disputed it with the figures that it has now");

        decide(BreakState.Decision.NOTE, "Ana", "nine thousand");
        decide(BreakState.Decision.REOPEN, "Ana", null);
        assertThatThrownBy(() -> decide(BreakState.Decision.ACCEPT, "Ben", null))
                .as("Ana took it back")
                .hasMessageContaining("nobody has noted or disputed it");

        decide(BreakState.Decision.NOTE, "Ben", "may be right");
        decide(BreakState.Decision.ACCEPT, "Ana", null);
        assertThat(states()).containsExactly("1 ACCEPTED");
    }

    @Test
    void anAmountThatNobodyKnowsIsJudgedByAllThatIsBilled() throws IOException {
        ledger.ingest(Product.IVR, aSummary("1").body());
        for (var billed : List.of("0.023", "100.01", "")) {
            Files.writeString(
                    ledger.home().resolve("block.csv"),
                    vssledger.testing.BilledLegs.file(
                            aLeg("1", "call-1").with("BillingUnit", "block").with("TotalPriceOfCall", billed)));
            ledger.the(ExpectedImports.class)
                    .importFile(
                            ExpectedSource.of("8x8-log-export"), ledger.home().resolve("block.csv"));
            reconcile();
            var break2 = ledger.rows("SELECT id FROM recon.break WHERE kind = 'NOT_CHECKABLE' AND state = 'OPEN'");
            assertThat(break2).as(billed).hasSize(1);
            var accepting = new Breaks.Ruling(
                    Long.parseLong(break2.get(0)), BreakState.Decision.ACCEPT, Actor.loggedIn("Ben"), null);
            switch (billed) {
                case "0.023" -> assertThat(breaks.decide(List.of(accepting))).hasSize(1);
                case "100.01" ->
                    assertThatThrownBy(() -> breaks.decide(List.of(accepting)))
                            .hasMessageContaining(": more than 100 may be at stake" + NOBODY_YET);
                default ->
                    assertThatThrownBy(() -> breaks.decide(List.of(accepting)))
                            .hasMessageContaining(": what is at stake is not known" + NOBODY_YET);
            }
        }
    }

    @Test
    void whoeverMayBeTheSamePersonIsTakenForOne() throws IOException {
        bill("dear.csv", "100.01");
        reconcile();
        var onTheCommandLine = new Actor("asmith@ledger1", null, Set.of("asmith"));
        breaks.decide(
                List.of(new Breaks.Ruling(1, BreakState.Decision.DISPUTE, onTheCommandLine.onBehalfOf("Ben"), null)));

        for (var same : List.of(
                onTheCommandLine.onBehalfOf("Cleo"),
                new Actor("asmith@ledger2", null, Set.of("asmith")),
                Actor.loggedIn("ASmith"),
                new Actor("Ann", "logged in, with a system user", Set.of("asmith")),
                new Actor("root@ledger1", "sudo by asmith", Set.of("root", "asmith")))) {
            assertThatThrownBy(
                            () -> breaks.decide(List.of(new Breaks.Ruling(1, BreakState.Decision.ACCEPT, same, null))))
                    .as(same.inWords())
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("another person");
        }
        assertThat(states()).containsExactly("1 DISPUTED");

        decide(BreakState.Decision.ACCEPT, "Ben", null);
        assertThat(states()).as("named by another, but never there").containsExactly("1 ACCEPTED");
        assertThat(breaks.show(1).history())
                .extracting(Break.Event::whoInWords)
                .containsExactly(null, null, "asmith@ledger1, on behalf of Ben", "Ben");
    }

    @Test
    void aNameInAFileOfDecisionsIsARemarkOnly() throws IOException {
        bill("dear.csv", "100.01");
        var workbook = Path.of(run().editions().get(0).folder()).resolve("finance.xlsx");
        var file = ledger.the(DecisionFile.class);
        file.take(decidedBy("Ben", fillIn(workbook, "dispute", "never came")), Actor.loggedIn("Ana"));

        assertThat(breaks.show(1).history()).extracting(Break.Event::whoInWords).endsWith("Ana, on behalf of Ben");
        assertThatThrownBy(() ->
                        file.take(decidedBy("Cleo", fillIn(workbook, "accept", "no matter")), Actor.loggedIn("Ana")))
                .hasMessageContaining("another person");
    }

    private static Path decidedBy(String name, Path workbook) throws IOException {
        var named = workbook.resolveSibling("by-" + name + ".xlsx");
        try (InputStream in = Files.newInputStream(workbook);
                var book = WorkbookFactory.create(in);
                var out = Files.newOutputStream(named)) {
            var sheet = book.getSheet("Breaks");
            var column = sheet.getRow(0).getLastCellNum();
            sheet.getRow(0).createCell(column).setCellValue("Decided by");
            sheet.getRow(1).createCell(column).setCellValue(name);
            book.write(out);
        }
        return named;
    }

    @Test
    void aDecisionIsInTheReportsOfTheNextRun() throws IOException {
        run();
        assertThat(run().editions().get(0).isNew()).isFalse();
        decide(BreakState.Decision.DISPUTE, "Ana", null);

        var edition = run().editions().get(0);

        assertThat(edition.isNew()).isTrue();
        assertThat(Files.readString(Path.of(edition.folder()).resolve("reconciliation-breaks.csv")))
                .contains(",DISPUTED,");
    }

    @Test
    void severalDecisionsAreTakenTogetherOrNotAtAll() {
        assertThatThrownBy(() -> breaks.decide(List.of(
                        new Breaks.Ruling(1, BreakState.Decision.DISPUTE, Actor.loggedIn("Ana"), null),
                        new Breaks.Ruling(1, BreakState.Decision.DISPUTE, Actor.loggedIn("Ana"), null),
                        new Breaks.Ruling(77, BreakState.Decision.ACCEPT, Actor.loggedIn("Ana"), null),
                        new Breaks.Ruling(1, BreakState.Decision.NOTE, Actor.loggedIn("Ana"), " "))))
                .hasMessage("""
                        Break 1 is DISPUTED, so it cannot be disputed. Reopen it first.
                        There is no break 77. See: vss breaks list
                        Break 1: a note without words says nothing.
                        Nothing was decided.""");
        assertThat(states()).containsExactly("1 OPEN");
        assertThat(history()).hasSize(1);
    }

    @Test
    void areListedByKindStateAgeAndAmount() {
        ledger.at("2026-03-19T06:00:00Z");
        var any = BreakFilter.unresolved();
        var from = new BigDecimal("0.02");
        assertThat(breaks.list(any, 10)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo("MISSING_VSS");
            assertThat(found.ageDays()).isEqualTo(9);
        });
        assertThat(breaks.list(new BreakFilter(Set.of("PRICE"), Set.of(), null, null, null, null, null, null), 10))
                .isEmpty();
        assertThat(breaks.list(
                        new BreakFilter(Set.of(), Set.of(BreakState.NOTED), null, null, null, null, null, null), 10))
                .isEmpty();
        assertThat(breaks.list(new BreakFilter(Set.of(), Set.of(), null, null, null, null, 8, null), 10))
                .hasSize(1);
        assertThat(breaks.list(new BreakFilter(Set.of(), Set.of(), null, null, null, null, 9, null), 10))
                .isEmpty();
        assertThat(breaks.list(new BreakFilter(Set.of(), Set.of(), null, null, null, null, null, from), 10))
                .hasSize(1);
        assertThat(breaks.list(
                        new BreakFilter(Set.of(), Set.of(), null, null, null, null, null, new BigDecimal("0.03")), 10))
                .isEmpty();
        assertThat(breaks.ageing()).containsExactly(new AgeingBucket("8–30", 1, new BigDecimal("0.0230"), "SGD"));
    }

    @Test
    void financeDecidesInItsWorkbookAndGivesItBack() throws IOException {
        var edition = run().editions().get(0);
        var workbook = Path.of(edition.folder()).resolve("finance.xlsx");
        var filledIn = fillIn(workbook, "dispute", "8x8 never sent it");
        var file = ledger.the(DecisionFile.class);
        var ana = Actor.loggedIn("Ana");

        assertThat(file.take(filledIn, ana)).isEqualTo(new DecisionFile.Result(1, 0));
        assertThat(file.take(filledIn, ana)).isEqualTo(new DecisionFile.Result(0, 1));
        assertThat(history())
                .endsWith("Ana: OPEN → DISPUTED, 8x8 never sent it")
                .hasSize(2);

        assertThat(file.take(workbook, ana)).as("as it was made").isEqualTo(new DecisionFile.Result(0, 0));
        assertThatThrownBy(() -> file.take(fillIn(workbook, "pay", ""), ana))
                .hasMessage(
                        "Sheet \"Breaks\", row 2: \"pay\" is no decision. Use one of: note, dispute, accept, reopen."
                                + " Nothing was decided.");
        assertThatThrownBy(() -> file.take(ledger.home().resolve("bill.csv"), ana))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is no workbook");
    }

    private Path fillIn(Path workbook, String decision, String note) throws IOException {
        var filledIn = ledger.home().resolve("filled-in-" + decision + ".xlsx");
        try (InputStream in = Files.newInputStream(workbook);
                var book = WorkbookFactory.create(in);
                var out = Files.newOutputStream(filledIn)) {
            var sheet = book.getSheet("Breaks");
            for (var cell : sheet.getRow(0)) {
                if (cell.getStringCellValue().equals("Decision")) {
                    assertThat(sheet.getDataValidations()).hasSize(1);
                    sheet.getRow(1).getCell(cell.getColumnIndex()).setCellValue(decision);
                }
                if (cell.getStringCellValue().equals("Note")) {
                    sheet.getRow(1).getCell(cell.getColumnIndex()).setCellValue(note);
                }
            }
            book.write(out);
        }
        return filledIn;
    }
}
