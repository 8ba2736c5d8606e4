package vssledger.capture.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** The endpoint over a real port: what it answers, and what is on disk once it has. */
@LedgerTest(
        value = {"vss.capture.max-body=10KB"},
        serving = true,
        reuse = LedgerTest.Reuse.KEPT)
class CaptureTest {

    private final TestLedger ledger;

    CaptureTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void empty() {
        // not TRUNCATE: it would wait for those who read the inbox meanwhile, and they for it
        ledger.jdbc().sql("DELETE FROM capture.delivery").update();
        ledger.jdbc().sql("DELETE FROM capture.rejected").update();
    }

    static List<String> bodies() {
        return List.of(
                "{}",
                "  {\"b\" : 1,\r\n\t\"a\": 2 }\n",
                "{\"text\":\"\\u0000 \\ud800 \\u00e9 é 😀\"}",
                "{\"key\":1,\"key\":2}",
                "{\"n\":123456789012345,\"d\":1.10000000000000000000000001,\"e\":1e400}",
                "{\"a\":".repeat(500) + "1" + "}".repeat(500));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void keepsWhatIsAJsonObjectVerbatim(String body) throws Exception {
        assertThat(ledger.post("/voice/webhooks/vss/ivr", body)).isEqualTo(200);

        assertThat(ledger.jdbc()
                        .sql("SELECT body::text FROM capture.delivery")
                        .query(String.class)
                        .list())
                .containsExactly(body);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void knowsWhenFromWhereAndForWhichProductADeliveryCame() throws Exception {
        ledger.at("2026-03-02T08:00:31.123456Z");
        ledger.post("/voice/webhooks/vss/number-masking", "{}");
        ledger.post("/voice/webhooks/vss", "{}");

        assertThat(ledger.rows(
                        "SELECT received_at AT TIME ZONE 'UTC', product, source, remote_addr FROM capture.delivery"
                                + " ORDER BY id"))
                .containsExactly(
                        "2026-03-02 08:00:31.123456 | number-masking | webhook | 127.0.0.1",
                        "2026-03-02 08:00:31.123456 | null | webhook | 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense"
            })
    void aBodyIsABodyWhateverItsContentType(String type) throws Exception {
        var request = ledger.request("/voice/webhooks/vss", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", type)
                .build();

        assertThat(ledger.send(request).statusCode()).isEqualTo(200);
        assertThat(ledger.rows("SELECT body::text FROM capture.delivery")).containsExactly("{\"a\":1}");
    }

    @Test
    void refusesWhatIsNoJsonObjectAndKeepsItsBytes() throws Exception {
        var bodies = List.of("", " ", "[1]", "\"text\"", "{\"a\":", "{} {}", "sessionId=1");
        for (var body : bodies) {
            assertThat(ledger.post("/voice/webhooks/vss/ivr", body)).isEqualTo(400);
        }

        assertThat(rejected())
                .containsExactly(
                        "the body is empty | ivr | ",
                        "the body is blank | ivr |  ",
                        "element 1 of the array cannot be taken (the body is JSON, but not an object) | ivr | [1]",
                        "the body is JSON, but not an object | ivr | \"text\"",
                        "the body is not JSON (line 1, column 6) | ivr | {\"a\":",
                        "something follows the JSON object | ivr | {} {}",
                        "the body is not JSON (line 1, column 1) | ivr | sessionId=1");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).isEmpty();
    }

    @Test
    void keepsTheBytesOfWhatIsNotEvenText() throws Exception {
        var request = ledger.request("/voice/webhooks/vss", new byte[] {'{', (byte) 0xff, '}'})
                .build();

        assertThat(ledger.send(request).statusCode()).isEqualTo(400);
        assertThat(ledger.rows("SELECT reason, body FROM capture.rejected"))
                .containsExactly("the body is not UTF-8 | \\x7bff7d");
    }

    @Test
    void keepsTheBytesOfWhatPostgresDoesNotTakeAsJson() throws Exception {
        var deep = "{\"a\":".repeat(1_500) + "1" + "}".repeat(1_500);
        var database = ledger.jdbc()
                .sql("SELECT current_database()")
                .query(String.class)
                .single();
        ledger.jdbc()
                .sql("ALTER DATABASE " + database + " SET max_stack_depth = '100kB'")
                .update();
        newConnections();
        try {
            assertThat(ledger.post("/voice/webhooks/vss", deep)).isEqualTo(400);
        } finally {
            ledger.jdbc()
                    .sql("ALTER DATABASE " + database + " RESET max_stack_depth")
                    .update();
            newConnections();
        }
        assertThat(rejected())
                .containsExactly("PostgreSQL does not take it as JSON: stack depth limit exceeded | null | " + deep);
    }

    private void newConnections() {
        ledger.jdbc()
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name = 'vss-ledger capture'")
                .query()
                .listOfRows();
    }

    @Test
    void aProductThatIsNoneIsNotFoundAndItsBytesAreKept() throws Exception {
        assertThat(ledger.post("/voice/webhooks/vss/ivrr", "{\"a\":1}")).isEqualTo(404);

        assertThat(rejected()).containsExactly("the URL names no product: /voice/webhooks/vss/ivrr | null | {\"a\":1}");
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        var largest = "{\"a\":\"" + "x".repeat(10 * 1024 - 8) + "\"}";

        assertThat(ledger.post("/voice/webhooks/vss", largest)).isEqualTo(200);
        assertThat(ledger.post("/voice/webhooks/vss", largest + " ")).isEqualTo(413);
    }

    @Test
    void aWebhookThatIsNoPostIsRefused() throws Exception {
        var get = ledger.request("/voice/webhooks/vss", new byte[0]).GET().build();

        assertThat(ledger.send(get).statusCode()).isEqualTo(405);
    }

    @Test
    void tellsItsHealthOnAPortOfItsOwn() throws Exception {
        var readiness = ledger.management("/actuator/health/readiness");

        assertThat(ledger.send(java.net.http.HttpRequest.newBuilder(readiness).build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(ledger.send(ledger.request("/actuator/health/readiness", new byte[0])
                                .GET()
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    private List<String> rejected() {
        return ledger.rows("SELECT reason, product, convert_from(body, 'UTF8') FROM capture.rejected ORDER BY id");
    }
}
