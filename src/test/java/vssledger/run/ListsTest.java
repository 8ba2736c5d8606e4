package vssledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;
import vssledger.reconcile.matching.MatchCandidates;
import vssledger.testing.TestLedger;

/** Lists of the client's own whose lines have no id: found by subaccount, destination and time, or told by a person. */
@Tag("runs")
class ListsTest {

    private static final String DAY = "2026-03-02";

    private static final String RESULTS = "SELECT coalesce(session_id, 'line'), outcome, matched_by FROM recon.result"
            + " WHERE source = 'sessions' ORDER BY session_id";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    private int files;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/lists.yml"), """
                vss:
                  lists:
                    dialler:
                      columns: {time: Dialled at, destination: Phone, status: Result}
                      sub-account-id: acme
                      product: ivr
                      time-zone: Asia/Singapore
                      country: SG
                      statuses: {Answered: COMPLETED}
                      not-expected: [skipped]
                """);
        ledger = TestLedger.open(home);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void happened(String session, String start) {
        ledger.ingest(
                Product.IVR,
                aSummary(session).from(start, start.replace("Z", "") + "Z").body());
    }

    private void list(String... lines) throws IOException {
        var file = home.resolve(++files + ".csv");
        Files.writeString(file, "Phone;Dialled at;Result\n" + String.join("\n", lines));
        take(file);
    }

    private void take(Path file) {
        ledger.the(ExpectedImports.class).importFile(ExpectedSource.SESSIONS, "dialler", file);
    }

    private List<String> reconciled() {
        ledger.reconcile(DAY, DAY);
        return ledger.rows(RESULTS);
    }

    private List<String> suggestions() {
        return ledger.the(MatchCandidates.class).list(false, 10).stream()
                .map(one -> one.id() + ": " + one.sessionId() + " " + one.secondsApart() + " s")
                .toList();
    }

    @Test
    void aLineIsOfTheOnlySessionNearItInTime() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        happened("far", "2026-03-02T08:02:31Z");
        list(
                "8000 0001;2026-03-02 16:00:30;Answered",
                "+65 8000 0002;2026-03-02 16:00:30;",
                "80000003;2026-03-02 16:00;Skipped");

        assertThat(reconciled())
                .containsExactly(
                        "1 | MATCHED | DESTINATION_TIME", "far | UNEXPECTED | null", "line | MISSING_VSS | null");
        assertThat(suggestions()).isEmpty();
    }

    @Test
    void aProductThatNobodyKnowsIsNotTakenForTheOneOfTheList() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        var file = home.resolve("products.csv");
        Files.writeString(file, """
                Phone;Dialled at;Result;product
                80000001;2026-03-02 16:00:30;Answered;VoiceMsg2
                """);
        var result = ledger.the(ExpectedImports.class).importFile(ExpectedSource.SESSIONS, "dialler", file);

        assertThat(result.uncheckable())
                .singleElement()
                .satisfies(told -> assertThat(told.inWords()).isEqualTo("product \"VoiceMsg2\": 1 line"));
        ledger.reconcile(DAY, DAY);
        assertThat(ledger.rows("SELECT kind, expected_value, actual_value FROM recon.break"))
                .containsExactly("NOT_CHECKABLE | product \"VoiceMsg2\" | ivr");
    }

    @Test
    void theSameLineInALaterFileIsTheSame() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        list("80000001;2026-03-02 16:00;Answered");
        var before = reconciled();

        list("80000001;2026-03-02T08:00:00Z;Answered", "80000009;2026-03-02 16:00;Answered");

        assertThat(reconciled()).startsWith(before.get(0)).hasSize(2);
        assertThat(ledger.rows("SELECT count(*) FROM expected.session WHERE superseded_by IS NULL"))
                .containsExactly("2");
    }

    @Test
    void whatIsAmbiguousWaitsForAPerson() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        happened("2", "2026-03-02T08:01:00Z");
        list("80000001;2026-03-02 16:00:10;Answered");

        assertThat(reconciled())
                .containsExactly("1 | UNEXPECTED | null", "2 | UNEXPECTED | null", "line | MISSING_VSS | null");
        assertThat(suggestions()).containsExactly("1: 1 -10 s", "2: 2 50 s");

        ledger.the(MatchCandidates.class).confirm(List.of(2L), Actor.loggedIn("Ana"));

        assertThat(reconciled()).containsExactly("1 | UNEXPECTED | null", "2 | MATCHED | CONFIRMED");
        assertThat(suggestions()).isEmpty();
        assertThat(ledger.rows("SELECT state FROM recon.break WHERE kind = 'MISSING_VSS'"))
                .containsExactly("RESOLVED");
    }

    @Test
    void whereAllOthersAreRefusedTheLastIsMatchedByItself() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        happened("2", "2026-03-02T08:01:00Z");
        list("80000001;2026-03-02 16:00:10;Answered");
        reconciled();

        ledger.the(MatchCandidates.class).refuse(List.of(2L), Actor.loggedIn("Ana"));

        assertThat(reconciled()).containsExactly("1 | MATCHED | DESTINATION_TIME", "2 | UNEXPECTED | null");
    }

    @Test
    void aLateSessionMayMakeAMatchAmbiguous() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        list("80000001;2026-03-02 16:00:10;Answered");
        assertThat(reconciled()).containsExactly("1 | MATCHED | DESTINATION_TIME");

        happened("2", "2026-03-02T08:01:00Z");

        assertThat(reconciled())
                .containsExactly("1 | UNEXPECTED | null", "2 | UNEXPECTED | null", "line | MISSING_VSS | null");
    }

    @Test
    void twoLinesAndOneSessionAreAmbiguousToo() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        list("80000001;2026-03-02 16:00:10;", "80000001;2026-03-02 16:00:20;");

        assertThat(reconciled()).hasSize(3).doesNotContain("1 | MATCHED | DESTINATION_TIME");
        ledger.the(MatchCandidates.class).confirm(List.of(1L), Actor.loggedIn("Ana"));
        assertThatThrownBy(() -> ledger.the(MatchCandidates.class).confirm(List.of(2L), Actor.loggedIn("Ana")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Match candidate 2 cannot be confirmed: another");
    }

    @Test
    void aLineAndItsSessionMayLieAcrossMidnight() throws IOException {
        happened("1", "2026-03-03T00:00:05Z");
        list("80000001;2026-03-03 07:59:58;Answered");

        assertThat(reconciled()).containsExactly("1 | MATCHED | DESTINATION_TIME");
        assertThat(ledger.rows("SELECT business_day FROM recon.result WHERE source = 'sessions'"))
                .containsExactly("2026-03-03");
    }

    @Test
    void aListMayBeAWorkbookWhoseTimesAndNumbersAreCells() throws IOException {
        happened("1", "2026-03-02T08:00:00Z");
        var file = home.resolve("dialler.xlsx");
        try (var book = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            var sheet = book.createSheet("Calls");
            var header = sheet.createRow(0);
            header.createCell(0).setCellValue("Phone");
            header.createCell(1).setCellValue("Dialled at");
            header.createCell(2).setCellValue("Result");
            var time = book.createCellStyle();
            time.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy hh:mm"));
            var row = sheet.createRow(2);
            row.createCell(0).setCellValue(6580000001.0);
            row.createCell(1).setCellValue(LocalDateTime.parse("2026-03-02T16:00:40"));
            row.getCell(1).setCellStyle(time);
            row.createCell(2).setCellValue("answered");
            book.write(out);
        }
        take(file);

        assertThat(reconciled()).containsExactly("1 | MATCHED | DESTINATION_TIME");
        assertThat(ledger.rows("SELECT line, destination, session_status FROM expected.session"))
                .containsExactly("3 | +6580000001 | COMPLETED");
    }

    @Test
    void aWorkbookWithoutRowsIsNoFile() throws IOException {
        var file = home.resolve("export.xlsx");
        try (var book = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            book.createSheet();
            book.write(out);
        }
        assertThatThrownBy(() -> take(file)).hasMessageContaining("its first sheet is empty");
    }

    @Test
    void aLineWithNothingToFindItByIsRejected() {
        assertThatThrownBy(() -> list(";2026-03-02 16:00;Answered"))
                .hasMessageContaining(
                        "line 2, Phone: it is empty, and a line without an id is found by its destination");
        assertThatThrownBy(() -> ledger.the(ExpectedImports.class)
                        .importFile(ExpectedSource.SESSIONS, "crm", home.resolve("any.csv")))
                .hasMessageStartingWith(
                        "There is no list \"crm\" under vss.lists in config/lists.yml. Use one of: dialler.");
    }
}
