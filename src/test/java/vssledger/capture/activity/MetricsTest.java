package vssledger.capture.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.testing.TestLedger;

/** What Prometheus collects from a ledger that serves, in which beans come to be only when they are asked for. */
class MetricsTest {

    @Test
    void tellTheLagOfParseAndTheAgeOfEachSubaccountsLastDelivery(@TempDir Path home) throws Exception {
        try (var ledger = TestLedger.serving(home, "spring.main.lazy-initialization=true")) {
            ledger.ingest(null, aSummary("1").body());
            ledger.the(Arrivals.class).arrived("acme", TestLedger.NOW.minusSeconds(90));
            ledger.at("2026-03-10T06:01:00Z");

            collect(ledger); // counts the subaccounts, of which the next one tells
            assertThat(collect(ledger))
                    .contains(
                            "\nvss_parse_lag_seconds 60.0\n",
                            "\nvss_capture_sub_accounts 1.0\n",
                            "\nvss_capture_last_delivery_age_seconds{sub_account=\"acme\"} 150.0\n");
        }
    }

    private static String collect(TestLedger ledger) throws Exception {
        var address = ledger.management("/actuator/prometheus");
        return ledger.send(HttpRequest.newBuilder(address).build()).body();
    }
}
