package vssledger.expected.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.BilledLegs.aLeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.expected.ExpectedImports;
import vssledger.expected.ExpectedSource;
import vssledger.expected.ImportChanges;
import vssledger.expected.ImportResult;
import vssledger.expected.LineMeanings;
import vssledger.expected.RejectedLinesException;
import vssledger.expected.UncheckableLines;
import vssledger.platform.UserException;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestLedger;

/** ListMappings of what the client itself sent: a callflow is one, however many lines and files speak of it. */
@TestInstance(Lifecycle.PER_CLASS)
public class CallflowsTest {

    private static final String CURRENT = "SELECT session_id, client_request_id FROM expected.session"
            + " WHERE superseded_by IS NULL ORDER BY session_id, client_request_id";

    private static final String CURRENT_SESSIONS = "SELECT session_id, client_request_id, business_day, product,"
            + " session_status, leg_count, billed_amount, currency FROM expected.session"
            + " WHERE superseded_by IS NULL ORDER BY session_id, client_request_id";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestLedger ledger;

    private int files;

    @BeforeAll
    void open() {
        ledger = TestLedger.open(folder, howFilesAreRead().toArray(String[]::new));
    }

    /** Settings: by default small files are read at one go. */
    public List<String> howFilesAreRead() {
        return List.of();
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @BeforeEach
    void empty() {
        files = 0;
        ledger.jdbc()
                .sql(
                        "TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.rejected_request, expected.touched_day RESTART IDENTITY CASCADE")
                .update();
    }

    @Test
    void callflowsThatWereNeverCreatedExpectNothing() {
        var result = take("""
                session_id,client_request_id,sub_account_id,product,sent_at,destination,status
                s-1,req-1,acme,ivr,2026-03-02T08:00:00Z,+6580000001,CREATED
                ,req-2,acme,ivr,2026-03-02T08:00:00Z,+6580000001,NOT_CREATED
                ,req-3,acme,voice-messaging,2026-03-03T08:00:00Z,+6580000001,CREATED
                """);

        assertThat(result).isEqualTo(new ImportResult(1, "1.csv", 2, 1, false));
        assertThat(ledger.rows(CURRENT_SESSIONS))
                .containsExactly(
                        "s-1 | req-1 | 2026-03-02 | ivr | CREATED | null | null | null",
                        "null | req-3 | 2026-03-03 | voice-messaging | CREATED | null | null | null");
    }

    @Test
    void aProductThatNobodyKnowsIsToldAndKeptUntilItIsKnown() {
        var result = take("""
                session_id,sub_account_id,product,sent_at
                s-1,acme,VoiceMsg2,2026-03-02T08:00:00Z
                s-2,acme,VoiceMsg2,2026-03-03T08:00:00Z
                s-3,acme,Voice Bot,2026-03-04T08:00:00Z
                s-4,acme,IVR,2026-03-05T08:00:00Z
                s-5,acme,,2026-03-05T08:00:00Z
                """);

        assertThat(result.uncheckable())
                .extracting(UncheckableLines::inWords)
                .containsExactly("product \"VoiceMsg2\": 2 lines", "product \"Voice Bot\": 1 line");
        var products = "SELECT session_id, product, product_spelling FROM expected.session"
                + " WHERE superseded_by IS NULL ORDER BY session_id";
        assertThat(ledger.rows(products))
                .containsExactly(
                        "s-1 | null | VoiceMsg2",
                        "s-2 | null | VoiceMsg2",
                        "s-3 | null | Voice Bot",
                        "s-4 | ivr | null",
                        "s-5 | null | null");

        // as an import before "VoiceMsg2" was understood, and of a product that the usual spellings have
        ledger.jdbc()
                .sql(
                        "UPDATE expected.session SET product_spelling = 'Voice Message' WHERE session_id IN ('s-1', 's-2')")
                .update();
        ledger.jdbc().sql("TRUNCATE expected.touched_day").update();
        ledger.the(LineMeanings.class).update();
        assertThat(ledger.rows(products))
                .startsWith("s-1 | voice-messaging | null", "s-2 | voice-messaging | null", "s-3 | null | Voice Bot");
        assertThat(ledger.rows("SELECT business_day FROM expected.touched_day ORDER BY 1"))
                .containsExactly("2026-03-02", "2026-03-03");
    }

    @Test
    void callflowsMayBeNdjsonInTheWordsOfTheApi() {
        take("""
                {"sessionId":"s-1","sessionStatus":"CREATED","subAccountId":"acme","time":"2026-03-02T08:00:00Z","statusCode":1}

                {"sessionStatus":"NOT_CREATED","subAccountId":"acme","statusCode":-1001,"statusMessage":"Invalid JSON"}
                {"clientRequestId":"req-9","subAccountId":"acme","createdAt":"2026-03-02T09:00:00Z","statusCode":-9999}
                """);

        assertThat(ledger.rows("SELECT line, session_id, business_day FROM expected.session"))
                .containsExactly("1 | s-1 | 2026-03-02");
        assertThat(ledger.rows("SELECT rows, skipped FROM expected.import")).containsExactly("1 | 2");
    }

    private List<String> rejected() {
        return ledger.rows(
                "SELECT sub_account_id, client_request_id, business_day, status_code, status_message, import_id,"
                        + " superseded_by FROM expected.rejected_request ORDER BY id");
    }

    @Test
    void aRequestThat8x8RefusedIsKeptWithItsCodeUntilItBecomesASession() {
        take("""
                session_id,client_request_id,sub_account_id,product,sent_at,destination,status,status_code,status_message
                s-1,req-1,acme,ivr,2026-03-02T08:00:00Z,+6580000001,CREATED,1,Created
                ,req-2,acme,ivr,2026-03-02T08:00:00Z,+6580000002,NOT_CREATED,−1011,Too many destinations
                ,req-3,acme,ivr,2026-03-02T08:00:00Z,+6580000003,,-1017.0,Bad number
                ,req-4,acme,ivr,2026-03-02T08:00:00Z,+6580000004,NOT CREATED,,
                ,req-5,acme,ivr,2026-03-02T08:00:00Z,+6580000005,NOT_CREATED,-9999,Unknown
                ,req-5,acme,ivr,2026-03-02T08:00:09Z,+6580000005,CREATED,1,Created
                """);

        assertThat(rejected())
                .containsExactly(
                        "acme | req-2 | 2026-03-02 | -1011 | Too many destinations | 1 | null",
                        "acme | req-3 | 2026-03-02 | -1017 | Bad number | 1 | null",
                        "acme | req-4 | 2026-03-02 | null | null | 1 | null");
        assertThat(ledger.rows(
                        "SELECT client_request_id, status_code, status_message FROM expected.session ORDER BY id"))
                .containsExactly("req-1 | 1 | Created", "req-5 | 1 | Created");
        assertThat(ledger.rows("SELECT business_day FROM expected.touched_day")).containsExactly("2026-03-02");

        take("""
                session_id,client_request_id,sub_account_id,sent_at,status,status_code
                s-2,req-2,acme,2026-03-03T08:00:00Z,CREATED,1
                ,req-3,acme,2026-03-02T08:00:00Z,NOT_CREATED,-1014
                ,req-4,other,2026-03-02T08:00:00Z,CREATED,1
                """);

        assertThat(rejected())
                .containsExactly(
                        "acme | req-2 | 2026-03-02 | -1011 | Too many destinations | 1 | 2",
                        "acme | req-3 | 2026-03-02 | -1017 | Bad number | 1 | 2",
                        "acme | req-4 | 2026-03-02 | null | null | 1 | null",
                        "acme | req-3 | 2026-03-02 | -1014 | null | 2 | null");

        ledger.the(ImportChanges.class).withdraw(2, "Ana", "the wrong list");

        assertThat(rejected())
                .as("what the other file said of them counts again")
                .containsExactly(
                        "acme | req-2 | 2026-03-02 | -1011 | Too many destinations | 1 | null",
                        "acme | req-3 | 2026-03-02 | -1017 | Bad number | 1 | null",
                        "acme | req-4 | 2026-03-02 | null | null | 1 | null",
                        "acme | req-3 | 2026-03-02 | -1014 | null | 2 | 2");
        assertThat(ledger.rows("SELECT client_request_id, status_code FROM expected.session WHERE superseded_by IS NULL"
                        + " ORDER BY client_request_id"))
                .containsExactly("req-1 | 1", "req-5 | 1");
    }

    @Test
    void answersOf8x8AreTakenAsTheClientLoggedThem() {
        take("""
                {"sub_account_id":"acme","response":{"sessionId":"3b241101-e2bb-11f0-9c4f-0242ac120002","sessionStatus":"CREATED","callFlowRequestId":"3b241102-e2bb-11f0-9c4f-0242ac120002","validUntil":"2026-01-01T00:00:00Z","statusCode":1,"statusMessage":"Created"}}
                {"subAccountId":"acme","sessionId":null,"sessionStatus":"NOT_CREATED","callFlowRequestId":"3b241103-e2bb-11f0-9c4f-0242ac120002","statusCode":-1013,"statusMessage":"First action is not makeCall"}
                {"subAccountId":"acme","sessionStatus":"NOT_CREATED","callFlowRequestId":"3B241103-E2BB-11F0-9C4F-0242AC120002","statusCode":-1013,"statusMessage":"The same again"}
                {"subAccountId":"acme","sessionStatus":"NOT_CREATED","destination":"+6580000001","statusCode":-1001}
                {"subAccountId":"acme","sessionStatus":"NOT_CREATED","destination":"+6580000001","statusCode":-1001}
                """);

        assertThat(ledger.rows("SELECT business_day, callflow_request_id, status_code FROM expected.session"))
                .as("the day is that which the id was made on")
                .containsExactly("2025-12-27 | 3b241102-e2bb-11f0-9c4f-0242ac120002 | 1");
        assertThat(ledger.rows("SELECT business_day, status_code, status_message, requested_at IS NULL"
                        + " FROM expected.rejected_request ORDER BY id"))
                .as("one without any time counts on the day of its import")
                .containsExactly(
                        "2025-12-27 | -1013 | The same again | f",
                        TestLedger.NOW.toString().substring(0, 10) + " | -1001 | null | t");
    }

    @Test
    void whatStandsInPlaceOfACodeIsKeptAsTheMessage() {
        take("""
                session_id,client_request_id,sub_account_id,sent_at,status,status_code
                s-1,,acme,2026-03-02T08:00:00Z,CREATED,OK
                """);

        assertThat(ledger.rows("SELECT status_code, status_message FROM expected.session"))
                .containsExactly("null | OK");
    }

    @Test
    void aCallflowWhoseSessionBecomesKnownLaterIsOne() {
        take("""
                session_id,client_request_id,sub_account_id,sent_at,status
                ,req-1,acme,2026-03-02T08:00:00Z,SENT
                """);
        take("""
                session_id,client_request_id,sub_account_id,sent_at,status
                s-1,req-1,acme,2026-03-02T08:00:00Z,CREATED
                """);
        take("""
                session_id,client_request_id,sub_account_id,sent_at,status
                ,req-1,acme,2026-03-02T08:00:00Z,SENT
                """ + " ");

        assertThat(ledger.rows("SELECT session_id, client_request_id, import_id, superseded_by FROM expected.session"
                        + " ORDER BY id"))
                .containsExactly("null | req-1 | 1 | 2", "s-1 | req-1 | 2 | 3", "s-1 | req-1 | 3 | null");
    }

    @Test
    void aCallflowWithoutAnyIdIsUnusable() {
        assertThatThrownBy(() -> take("""
                session_id,client_request_id,sub_account_id,sent_at,status
                ,,acme,2026-03-02T08:00:00Z,CREATED
                """))
                .hasMessageContaining(
                        "line 2, session_id: a callflow that was created has one, or a client_request_id of your own");
    }

    static List<Arguments> whatARefusalTakesBack() {
        return List.of(
                Arguments.of("a request that was only sent", List.of(",req-1,SENT", ",req-1,NOT_CREATED"), List.of()),
                Arguments.of(
                        "not a request that was sent again after it",
                        List.of(",req-1,NOT CREATED", ",req-1,SENT"),
                        List.of("null | req-1")),
                Arguments.of(
                        "not one that has its session",
                        List.of("s-1,req-1,CREATED", ",req-1,NOT_CREATED"),
                        List.of("s-1 | req-1")),
                Arguments.of(
                        "not one whose session a line after it knows",
                        List.of(",req-1,SENT", ",req-1,NOT_CREATED", "s-1,req-1,CREATED"),
                        List.of("s-1 | req-1")),
                Arguments.of(
                        "not another request",
                        List.of(",req-1,SENT", ",req-2,NOT_CREATED", ",,NOT_CREATED"),
                        List.of("null | req-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatARefusalTakesBack")
    void whatARefusalTakesBackInOneFile(String what, List<String> lines, List<String> expected) {
        take(csv(lines));

        assertThat(ledger.rows(CURRENT)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatARefusalTakesBack")
    void whatARefusalTakesBackInOneFileAfterTheOther(String what, List<String> lines, List<String> expected) {
        lines.forEach(line -> take(csv(List.of(line))));

        assertThat(ledger.rows(CURRENT)).isEqualTo(expected);
    }

    @Test
    void aDayFromWhichARequestIsTakenBackIsTouched() {
        take(csv(List.of(",req-1,SENT")));
        var refusal = take(csv(List.of(",req-1,NOT_CREATED")));

        assertThat(refusal).isEqualTo(new ImportResult(2, "2.csv", 0, 1, false));
        assertThat(ledger.rows("SELECT import_id, business_day FROM expected.touched_day ORDER BY 1"))
                .containsExactly("1 | 2026-03-02", "2 | 2026-03-02");
        assertThat(ledger.rows("SELECT client_request_id, superseded_by FROM expected.session"))
                .containsExactly("req-1 | 2");
    }

    @Test
    void aRequestOfAnotherSubaccountIsAnother() {
        take("""
                client_request_id,sub_account_id,sent_at
                req-1,acme,2026-03-02T08:00:00Z
                req-1,other,2026-03-02T08:00:00Z
                """);
        take("""
                session_id,client_request_id,sub_account_id,sent_at
                s-1,req-1,other,2026-03-02T08:00:00Z
                """);

        assertThat(ledger.rows(CURRENT)).containsExactly("s-1 | req-1", "null | req-1");
    }

    @Test
    void theResponseOfTheApiMayStandBesideTheRequest() {
        take("""
                {"clientRequestId":"req-1","subAccountId":"acme","sentAt":"2026-03-02T08:00:00Z",\
                "sessionId":null,"response":{"sessionId":"s-1","sessionStatus":"CREATED","statusCode":1}}
                {"clientRequestId":"req-2","subAccountId":"acme","sentAt":"2026-03-02T08:00:00Z",\
                "response":{"sessionStatus":"NOT_CREATED","statusCode":-1007}}
                """);

        assertThat(ledger.rows(CURRENT)).containsExactly("s-1 | req-1");
    }

    @ParameterizedTest
    @CsvSource({"-1001, false", "-9999.0, false", "1, true", "0, true", "-, true", "'', true"})
    void aNegativeCodeSaysThatItWasRefused(String code, boolean isExpected) {
        take("client_request_id,sub_account_id,sent_at,statusCode\nreq-1,acme,2026-03-02T08:00:00Z," + code + "\n");

        assertThat(ledger.rows(CURRENT)).hasSize(isExpected ? 1 : 0);
    }

    @Test
    void columnsOfWhichOneWillDoAreToldTogether() {
        assertThatThrownBy(() -> take(BilledLegs.file(aLeg("s-1", "a"))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "1.csv lacks the column sent_at (or time or created_at or start_time). Its first line")
                .hasMessageEndingWith("Is it the file that --source says?");
    }

    @Test
    void aLineThatIsNoObjectIsToldOnce() {
        assertThatThrownBy(() -> take("""
                {"sessionId":"s-1","subAccountId":"acme","time":"2026-03-02T08:00:00Z"}
                {"sessionId":"s-2","subAcc
                ["s-3"]
                {"sessionId":"s-4","subAccountId":"acme","time":"2026-03-02T08:00:00Z"} {}
                """))
                .isInstanceOf(RejectedLinesException.class)
                .hasMessage("""
                        1.csv was not imported, since 3 lines are not usable; an import is all or nothing.
                          line 2, line: it is no JSON object
                          line 3, line: it is no JSON object
                          line 4, line: it is no JSON object
                        Correct the file, then import it again.""");
        assertThat(ledger.rows(CURRENT)).isEmpty();
    }

    private static String csv(List<String> lines) {
        return lines.stream()
                .map(line -> line + ",acme,2026-03-02T08:00:00Z\n")
                .collect(Collectors.joining("", "session_id,client_request_id,status,sub_account_id,sent_at\n", ""));
    }

    private ImportResult take(String text) {
        try {
            var file = Files.writeString(folder.resolve(++files + ".csv"), text);
            return ledger.the(ExpectedImports.class).importFile(ExpectedSource.CALLFLOWS, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
