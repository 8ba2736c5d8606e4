package vssledger.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** An endpoint behind a proxy of this machine, with a header that is just being replaced. */
@ExtendWith(OutputCaptureExtension.class)
@LedgerTest(
        value = {
            "vss.capture.trusted-proxies=127.0.0.1",
            "vss.capture.auth.header=X-Vss-Key",
            "vss.capture.auth.values=old secret,new secret"
        },
        serving = true,
        reuse = LedgerTest.Reuse.KEPT)
class AccessTest {

    private static final String EIGHT = "18.140.80.2";

    private final TestLedger ledger;

    AccessTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void empty() {
        // not TRUNCATE: it would wait for those who read the inbox meanwhile, and they for it
        ledger.jdbc().sql("DELETE FROM capture.delivery").update();
        ledger.jdbc().sql("DELETE FROM capture.rejected").update();
    }

    @Test
    void bothValuesAreRightWhileOneIsReplaced() throws Exception {
        assertThat(status(from(EIGHT).header("X-Vss-Key", "old secret"))).isEqualTo(200);
        assertThat(status(from(EIGHT).header("x-vss-key", "new secret"))).isEqualTo(200);

        assertThat(ledger.rows("SELECT remote_addr FROM capture.delivery")).containsExactly(EIGHT, EIGHT);
    }

    @Test
    void withoutARightHeaderNothingIsKept(CapturedOutput log) throws Exception {
        assertThat(status(from(EIGHT))).isEqualTo(401);
        assertThat(status(from(EIGHT).header("X-Vss-Key", "another secret"))).isEqualTo(401);
        assertThat(status(from(EIGHT).header("X-Vss-Key", ""))).isEqualTo(401);
        assertThat(status(from(EIGHT).header("X-Vss-Key", "old secret").header("X-Vss-Key", "new secret")))
                .isEqualTo(401);

        assertThat(ledger.rows("SELECT 1 FROM capture.delivery UNION ALL SELECT 1 FROM capture.rejected"))
                .isEmpty();
        assertThat(log.getAll()).doesNotContain("secret");
    }

    @Test
    void anotherAddressIsForbiddenWhateverItKnows(CapturedOutput log) throws Exception {
        assertThat(status(from("203.0.113.7").header("X-Vss-Key", "old secret")))
                .isEqualTo(403);
        assertThat(status(from(EIGHT + ", 203.0.113.7").header("X-Vss-Key", "old secret")))
                .isEqualTo(403);

        assertThat(ledger.rows("SELECT 1 FROM capture.delivery UNION ALL SELECT 1 FROM capture.rejected"))
                .isEmpty();
        assertThat(log.getAll()).doesNotContain("203.0.113.7");
    }

    @Test
    void refusedRequestsAreCountedByReason() throws Exception {
        var before = ledger.metric("vss_capture_rejected_total{reason=\"unauthorized\"}");
        status(from(EIGHT));

        assertThat(ledger.metric("vss_capture_rejected_total{reason=\"unauthorized\"}"))
                .isEqualTo(before + 1);
    }

    @Test
    void answersTellNothingOfTheServer() throws Exception {
        var refused = ledger.send(from("203.0.113.7").build());

        assertThat(refused.body()).isEmpty();
        assertThat(refused.headers().map().keySet())
                .containsExactlyInAnyOrder("connection", "keep-alive", "content-length", "date");
    }

    private HttpRequest.Builder from(String forwardedFor) {
        return ledger.request("/voice/webhooks/vss", "{}".getBytes(StandardCharsets.UTF_8))
                .header("X-Forwarded-For", forwardedFor);
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return ledger.send(request.build()).statusCode();
    }
}
