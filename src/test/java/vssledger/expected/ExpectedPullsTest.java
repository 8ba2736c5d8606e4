package vssledger.expected;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vssledger.testing.BilledLegs.aLeg;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.eightxeight.EightxEightException;
import vssledger.platform.DateRange;
import vssledger.platform.UserException;
import vssledger.testing.BilledLegs;
import vssledger.testing.TestLedger;

/** Voice log exports as 8x8's Reporting API gives them, in good days and bad. */
@Tag("slow")
class ExpectedPullsTest {

    private static final String EXPORTS = "/api/v1/subaccounts/acme/messages/exports";
    private static final String JOB = EXPORTS + "/job-1";
    private static final DateRange DAYS = new DateRange(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03"));

    private static final WireMockServer EIGHT =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    @SuppressWarnings("NullAway.Init")
    private static TestLedger ledger;

    @BeforeAll
    static void open() {
        EIGHT.start();
        ledger = TestLedger.open(
                home,
                "vss.time-zone=Asia/Singapore",
                "vss.eightxeight.reporting=" + EIGHT.baseUrl(),
                "vss.eightxeight.key=s3cret",
                "vss.eightxeight.first-pause=0ms",
                "vss.eightxeight.poll-every=0ms",
                "vss.eightxeight.attempts=3",
                "vss.eightxeight.read-timeout=1s");
    }

    @AfterAll
    static void close() {
        ledger.close();
        EIGHT.stop();
    }

    @BeforeEach
    void empty() {
        EIGHT.resetAll();
        EIGHT.stubFor(post(EXPORTS)
                .willReturn(
                        status(202).withBody("{\"jobId\":\"job-1\"}").withHeader("Content-Type", "application/json")));
        EIGHT.stubFor(delete(JOB).willReturn(status(204)));
        ledger.jdbc()
                .sql(
                        "TRUNCATE expected.pull, expected.import, expected.leg, expected.session, expected.touched_day CASCADE")
                .update();
    }

    private static void jobIs(String... statuses) {
        var state = Scenario.STARTED;
        for (var i = 0; i < statuses.length; i++) {
            EIGHT.stubFor(get(JOB).inScenario("job")
                    .whenScenarioStateIs(state)
                    .willSetStateTo(i == statuses.length - 1 ? state : "look " + (i + 1))
                    .willReturn(okJson(statuses[i])));
            state = "look " + (i + 1);
        }
    }

    private static String is(String status, String... files) {
        return "{\"status\":\"" + status + "\",\"data\":["
                + Arrays.stream(files)
                        .map(file -> "\"" + EIGHT.baseUrl() + file + "\"")
                        .collect(Collectors.joining(","))
                + "],\"expires\":\"2026-04-01\"}";
    }

    private static void file(String path, BilledLegs... legs) {
        EIGHT.stubFor(get(path).willReturn(csv(legs)));
    }

    private static ResponseDefinitionBuilder csv(BilledLegs... legs) {
        return aResponse().withBody(BilledLegs.file(legs));
    }

    private static ImportResult pull() throws InterruptedException {
        return ledger.the(ExpectedPulls.class).pull("acme", DAYS).orElseThrow();
    }

    private static List<String> legs() {
        return ledger.rows("SELECT session_id, call_id FROM expected.leg WHERE superseded_by IS NULL ORDER BY 1, 2");
    }

    private static List<String> pulls() {
        return ledger.rows("SELECT job_id, end_state FROM expected.pull ORDER BY id");
    }

    @Test
    void anExportIsStartedAwaitedAndImportedInAllItsParts() throws Exception {
        jobIs(is("queued"), is("running"), is("succeeded", "/files/1", "/files/2"));
        file("/files/1", aLeg("s-1", "a"), aLeg("s-2", "b"));
        file("/files/2", aLeg("s-2", "b"), aLeg("s-3", "c"));

        var result = pull();

        assertThat(result.file()).isEqualTo("acme_2026-03-02_2026-03-03.csv");
        assertThat(legs())
                .as("the two lines of call b are in two parts")
                .containsExactly("s-1 | a", "s-2 | b", "s-2 | b", "s-3 | c");
        assertThat(pulls()).containsExactly("job-1 | IMPORTED");
        EIGHT.verify(postRequestedFor(urlEqualTo(EXPORTS))
                .withHeader("Authorization", equalTo("Bearer s3cret"))
                .withRequestBody(equalToJson(
                        "{\"from\":\"2026-03-01T16:00:00Z\",\"to\":\"2026-03-03T15:59:59Z\",\"limit\":0}")));
        EIGHT.verify(getRequestedFor(urlEqualTo("/files/1")).withoutHeader("Authorization"));
        try (var left = Files.list(home.resolve("var/pull"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void nothingToExportIsNoError() throws Exception {
        jobIs(is("empty"));
        assertThat(ledger.the(ExpectedPulls.class).pull("acme", DAYS)).isEmpty();
        assertThat(pulls()).containsExactly("job-1 | EMPTY");
    }

    @Test
    void oneThatWasBrokenOffGoesOnWithItsJobAndItsParts() throws Exception {
        jobIs(is("succeeded", "/files/1", "/files/2"));
        file("/files/1", aLeg("s-1", "a"));
        EIGHT.stubFor(get("/files/2").willReturn(status(403)));
        assertThatThrownBy(ExpectedPullsTest::pull)
                .isInstanceOf(EightxEightException.class)
                .hasMessageContaining(
                        "8x8 answered 403 to GET /files/2. The API key may not do that, or a link has expired");

        file("/files/2", aLeg("s-2", "b"));
        pull();

        assertThat(legs()).containsExactly("s-1 | a", "s-2 | b");
        EIGHT.verify(1, postRequestedFor(urlEqualTo(EXPORTS)));
        EIGHT.verify(1, getRequestedFor(urlEqualTo("/files/1")));
        assertThat(pulls()).containsExactly("job-1 | IMPORTED");
    }

    @Test
    void aJobThat8x8KnowsNoMoreIsStartedAnew() throws Exception {
        ledger.jdbc()
                .sql("INSERT INTO expected.pull (sub_account_id, from_day, to_day, job_id, started_at)"
                        + " VALUES ('acme', '2026-03-02', '2026-03-03', 'job-0', '2026-03-09T00:00:00Z')")
                .update();
        EIGHT.stubFor(get(EXPORTS + "/job-0")
                .willReturn(status(404).withBody("{\"code\":4018,\"message\":\"Invalid jobId\"}")));
        jobIs(is("succeeded", "/files/1"));
        file("/files/1", aLeg("s-1", "a"));

        pull();

        assertThat(pulls()).containsExactly("job-0 | UNKNOWN", "job-1 | IMPORTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "cancelled", "error", "strange"})
    void aJobThatFailedIsToldAndTheNextPullStartsAnother(String end) {
        jobIs(is(end));
        assertThatThrownBy(ExpectedPullsTest::pull)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "8x8's export job-1 of acme ended as " + end + ". Run the command again: it starts another.");
        assertThat(pulls()).containsExactly("job-1 | FAILED");
    }

    @Test
    void whatEndsInTheMeantimeIsCancelled() {
        jobIs(is("running"));
        Thread.currentThread().interrupt(); // as Ctrl-C would
        assertThatThrownBy(ExpectedPullsTest::pull).isInstanceOfAny(InterruptedException.class, UserException.class);
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429"})
    void whatIsNotAnsweredNowIsAskedAgain(int failure) throws Exception {
        EIGHT.stubFor(post(EXPORTS)
                .inScenario("start")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("then")
                .willReturn(status(failure).withHeader("Retry-After", "0")));
        EIGHT.stubFor(post(EXPORTS)
                .inScenario("start")
                .whenScenarioStateIs("then")
                .willReturn(okJson("{\"jobId\":\"job-1\"}")));
        jobIs(is("succeeded", "/files/1"));
        file("/files/1", aLeg("s-1", "a"));

        pull();

        EIGHT.verify(2, postRequestedFor(urlEqualTo(EXPORTS)));
        assertThat(legs()).containsExactly("s-1 | a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"statusMessage\":\"Invalid key\"} | 8x8 answered 401 (Invalid key) to POST %s. The API key is missing or wrong",
                "422 | {\"errorId\":\"e\",\"statusCode\":422,\"statusMessage\":\"Range too long\"} | 8x8 answered 422 (Range too long) to POST %s. Correct",
                "404 | nothing here | 8x8 answered 404 (nothing here) to POST %s. Check the subaccount's name",
            })
    void whatIsRefusedIsToldIn8x8sWordsAndNotAskedAgain(int status, String body, String message) {
        EIGHT.stubFor(post(EXPORTS).willReturn(status(status).withBody(body)));
        assertThatThrownBy(ExpectedPullsTest::pull)
                .isInstanceOf(EightxEightException.class)
                .hasMessageStartingWith(message.formatted(EXPORTS))
                .hasMessageNotContaining("s3cret");
        EIGHT.verify(1, postRequestedFor(urlEqualTo(EXPORTS)));
    }

    @Test
    void whatFailsForGoodIsTold() {
        EIGHT.stubFor(post(EXPORTS).willReturn(status(500).withBody("{\"statusMessage\":\"Internal error\"}")));
        assertThatThrownBy(ExpectedPullsTest::pull)
                .hasMessageEndingWith(
                        "(Internal error) to POST " + EXPORTS + ". That is 8x8's to mend: try again later.");
        EIGHT.verify(3, postRequestedFor(urlEqualTo(EXPORTS)));
    }

    @Test
    void whoDoesNotAnswerIsToldToBeSilent() {
        EIGHT.stubFor(post(EXPORTS).willReturn(okJson("{}").withFixedDelay(2_000)));
        assertThatThrownBy(ExpectedPullsTest::pull)
                .isInstanceOf(EightxEightException.class)
                .hasMessageStartingWith("8x8 does not answer (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void aFileThatIsCutOffIsFetchedAgainFromItsBeginning(String fault) throws Exception {
        jobIs(is("succeeded", "/files/1"));
        EIGHT.stubFor(get("/files/1")
                .inScenario("file")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("then")
                .willReturn(aResponse().withFault(Fault.valueOf(fault))));
        EIGHT.stubFor(
                get("/files/1").inScenario("file").whenScenarioStateIs("then").willReturn(csv(aLeg("s-1", "a"))));

        pull();

        assertThat(legs()).containsExactly("s-1 | a");
    }

    @Test
    void withoutAKeyNothingIsAsked() {
        try (var other = TestLedger.open(home, "vss.eightxeight.reporting=" + EIGHT.baseUrl())) {
            assertThatThrownBy(() -> other.the(ExpectedPulls.class).pull("acme", DAYS))
                    .isInstanceOf(UserException.class)
                    .hasMessage("There is no API key of 8x8. Set VSS_EIGHTXEIGHT_KEY to yours, or"
                            + " vss.eightxeight.key-file to a file that holds it, then try again.");
        }
        EIGHT.verify(0, postRequestedFor(urlEqualTo(EXPORTS)));
        EIGHT.verify(0, deleteRequestedFor(urlEqualTo(JOB)));
    }
}
