package vssledger.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.testing.TestLedger;

/** To whom the endpoint tells how it is. */
class HealthPathTest {

    private static final String STRANGER = "192.0.2.1";
    private static final String EIGHT = "18.140.80.2";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void toThoseThatMaySendOnly() throws Exception {
        try (var ledger =
                TestLedger.serving(home, "vss.capture.health=allowed", "vss.capture.trusted-proxies=127.0.0.1")) {
            assertThat(health(ledger, EIGHT)).isEqualTo(200);
            assertThat(health(ledger, STRANGER)).isEqualTo(403);
        }
    }

    @Test
    void healthIsToldToNobodyWhereItIsOff() throws Exception {
        try (var ledger = TestLedger.serving(home, "vss.capture.health=off", "vss.capture.trusted-proxies=127.0.0.1")) {
            assertThat(health(ledger, EIGHT)).isEqualTo(404);
            assertThat(health(ledger, STRANGER)).isEqualTo(403);
        }
    }

    private static int health(TestLedger ledger, String address) throws Exception {
        return ledger.send(ledger.request("/health", new byte[0])
                        .header("X-Forwarded-For", address)
                        .GET()
                        .build())
                .statusCode();
    }
}
